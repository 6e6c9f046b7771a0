# What is wrong with the arguments.
usage-wrong = error:
usage-missing = these required arguments are missing: { $argument }
usage-unknown-argument = there is no argument "{ $argument }"
usage-unknown-command = there is no command "{ $command }"
usage-no-value = "{ $argument }" needs a value
usage-too-many-values = "{ $argument }" has too many values
usage-invalid-value = "{ $value }" can't be the value of "{ $argument }"
usage-repeated = "{ $argument }" is given more than once
usage-conflict = "{ $argument }" can't be used together with "{ $other }"
usage-meant = did you mean: { $names }
usage-known = known ones: { $names }
usage-help = --help tells everything
