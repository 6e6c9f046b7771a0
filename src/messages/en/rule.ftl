# rule
rule-quantity-rate = The rate as a percentage of the target is scored
rule-kept = { $band }: nothing off
rule-quantity-ratio = The value as a percentage of the target is scored
rule-at-target = At the target: { $points ->
        [1] 1 point
       *[other] { $points } points
    }
rule-ratio = In proportion to the target: { $full } × value ÷ target
rule-inverse = In inverse proportion: { $full } × target ÷ value
rule-start = Starts from { $points ->
        [1] 1 point
       *[other] { $points } points
    }
rule-start-at = { $points ->
        [1] 1 point
       *[other] { $points } points
    } at { $level }
rule-start-deviation = { $points ->
        [1] 1 point
       *[other] { $points } points
    } for a deviation within ±{ $level }
rule-step-below-deduct = { $points ->
        [1] 1 point
       *[other] { $points } points
    } off per { $size } below { $from }
rule-step-below-add = { $points ->
        [1] 1 point
       *[other] { $points } points
    } more per { $size } below { $from }
rule-step-above-deduct = { $points ->
        [1] 1 point
       *[other] { $points } points
    } off per { $size } above { $from }
rule-step-above-add = { $points ->
        [1] 1 point
       *[other] { $points } points
    } more per { $size } above { $from }
rule-step-either-deduct = { $points ->
        [1] 1 point
       *[other] { $points } points
    } off per { $size } away from { $from }
rule-step-either-add = { $points ->
        [1] 1 point
       *[other] { $points } points
    } more per { $size } away from { $from }
rule-step-event-deduct = { $points ->
        [1] 1 point
       *[other] { $points } points
    } off for every { $size }
rule-step-event-add = { $points ->
        [1] 1 point
       *[other] { $points } points
    } for every { $size }
rule-most-deduct = {""}, at most { $points } off
rule-most-add = {""}, at most { $points } more
rule-begun = a begun { $size } counts whole
rule-part = part of { $size } counts in proportion
rule-tier = { $band }: { $points ->
        [1] 1 point
       *[other] { $points } points
    }
rule-tier-ratio = { $band }: { $full } × value ÷ target
rule-count = { $points ->
        [1] 1 point
       *[other] { $points } points
    } off for every { $size } of { $measure }
rule-signed-add = { $band } adds { $points ->
        [1] 1 point
       *[other] { $points } points
    }
rule-signed-deduct = { $band } deducts { $points ->
        [1] 1 point
       *[other] { $points } points
    }
rule-signed-none = { $band } gives 0 points
rule-signed-direct = The mark is what is added or deducted
rule-count-add = Add { $points ->
        [1] 1 point
       *[other] { $points } points
    } for every { $size } { $measure }
rule-direct = The value is the score: { $scale } stands for { $full ->
        [1] 1 point
       *[other] { $full } points
    }
rule-line-point = { $points ->
        [1] 1 point
       *[other] { $points } points
    } at { $level }
rule-line = straight lines between
rule-score = a score of { $points }
rule-veto = { $band }: the total is 0
rule-cut = { $band }: 0 points
rule-item-veto = { $band }: the item is 0
rule-floor = at least { $points ->
        [1] 1 point
       *[other] { $points } points
    }
rule-cap = at most { $points ->
        [1] 1 point
       *[other] { $points } points
    }
rule-bottomless = without a minimum
rule-endless = without a maximum
rule-band-equal = exactly { $level }
rule-band-both = { $low }≤X≤{ $high }
rule-band-low = { $low }≤X<{ $high }
rule-band-high = { $low }<X≤{ $high }
rule-band-neither = { $low }<X<{ $high }
rule-band-from = ≥{ $level }
rule-band-above = above { $level }
rule-band-to = ≤{ $level }
rule-band-below = below { $level }
rule-band-all = any value
rule-target = the target ({ $value })
rule-target-share = { $share }% of the target
rule-points-of-percent = { $value ->
        [1] 1 percentage point
       *[other] { $value } percentage points
    }
