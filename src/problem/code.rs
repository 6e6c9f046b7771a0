//! The catalogue of findings. A code is never reused or renumbered.
//!
//! The first digit says the stage: 1 files, 2 definitions, 3 data, 4 formulas and scores, 5 rules, 6 archive and
//! roll-ups, 7 batches and inputs, 8 reports. The letter is the severity.

use super::Severity;

macro_rules! catalogue {
    ($($id:ident $name:ident : $doc:literal;)*) => {
        /// A kind of finding, printed as its id: `E201`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = $doc] $name,)*
        }

        impl Code {
            /// Every code, in order.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The id that people see: `E201`.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => stringify!($id),)* }
            }
        }
    };
}

catalogue! {
    // 1: files and their bytes
    E101 NotAWorkbook: "The bytes are no workbook of a format that is read.";
    E102 EmptyFile: "The file has no bytes.";
    E103 DamagedFile: "The container (zip or OLE) is cut off or damaged.";
    E104 Encrypted: "The workbook opens only with a password.";
    E105 BinaryWorkbook: "An .xlsb workbook.";
    E106 WpsWorkbook: "A workbook in WPS's own format, .et.";
    E107 DelimitedText: "Plain text, such as CSV, whatever its name says.";
    E108 WebPage: "A web page, whatever its name says.";
    E109 XmlSpreadsheet: "A workbook as one XML file, or other XML.";
    E110 OtherDocument: "A document, picture or archive of another kind.";
    E111 OldExcel: "A workbook of Excel 95 or older.";
    E112 FileTooLarge: "More of something than is read: bytes, cells, sheets, or an unfolding beyond reason.";
    E113 DamagedPart: "A part of the workbook is missing or cannot be understood.";
    E114 OutsideSheet: "A cell or row address that no sheet has.";
    E115 DocumentType: "A part declares a document type with entities, which no workbook needs.";
    W116 EmptyRows: "A sheet claims thousands of empty rows after its last filled one.";
    E123 TwoReadings: "A cell that two independent readers of the file read differently.";
    E124 Ambiguous: "Something stands twice in the file, and programs differ in which they show.";
    N125 SheetWithoutPart: "A sheet's tab without a sheet: what an old module of macros leaves behind.";
    W120 ManualCalculation: "Formulas are calculated only when somebody asks for it.";
    N126 ErrorAside: "An error value in a cell that no score needs; it is left blank.";
    // 2: definitions: sheets, columns, roles, KPIs, weights, grades
    E201 MissingSheet: "A sheet that every workbook needs is not there.";
    E202 NotADepartment: "None of the template's sheets is there.";
    E203 SheetTwice: "Two sheets are the same part of the workbook.";
    E204 HeaderNotFound: "A sheet has no header row.";
    E205 MissingColumn: "A table lacks a column.";
    E206 ColumnTwice: "A column stands twice in a header.";
    N207 ExtraSheet: "A sheet is not read.";
    N208 ExtraColumn: "A column is not read.";
    E209 MissingSetting: "考核信息 lacks the department or the period.";
    E210 BadSetting: "A setting has a value that it cannot have.";
    E211 UnknownSetting: "A label of 考核信息 is nearly a setting's name.";
    E212 PeriodUnreadable: "The period cannot be read.";
    E213 UnknownRole: "A role is not in 考核指标.";
    N350 SettingUnread: "A label of 考核信息 is no setting.";
    W356 RemarkDecides: "An explanation that is not read would change scores: other points, another unit, another aggregate.";
    W357 BlockAgain: "Below blank rows the people of a data sheet stand once more, and both rows count.";
    W358 FormulaConstant: "A formula names no figure, so that everybody has one value.";
    W355 SettingDecides: "A label of 考核信息 is no setting and seems to decide points.";
    E214 RoleWithoutPeople: "Nobody holds a role.";
    E215 KpiTwice: "A role has two KPIs of one name.";
    E216 MeasureTwice: "A role has two measures of one name.";
    E217 WeightsOff: "A role's weights do not add up to 100%.";
    E218 WeightMerged: "A weight is merged over several KPIs.";
    E219 WeightUnusable: "A weight is blank, unreadable or not above 0.";
    E220 WeightsMixed: "Weights without % are partly ratios, partly percent.";
    E221 CellEmpty: "A cell that must be filled is blank.";
    E222 UnknownChoice: "A cell holds none of the words that it may hold.";
    E223 TargetUnreadable: "A target cannot be read.";
    E224 TargetUnit: "A target is in a unit of another kind.";
    E225 ShareCapsMixed: "Share caps without % are partly ratios, partly percent.";
    E226 FullPoints: "Full points that cannot be.";
    E227 HeirUnknown: "不适用时 names no other KPI of the role.";
    E228 HeirCycle: "不适用时 goes round in a circle.";
    E229 GradeTwice: "A grade stands twice.";
    E230 LowestTwice: "Two grades have one lowest score.";
    E231 CapsBlank: "Two share caps are blank under grading by rank.";
    E232 CapsOver: "Share caps add up to more than 100%.";
    N233 StaffOutside: "A person is not in the role in this period.";
    W233 GradesSmall: "The lowest scores of all grades are shares of one.";
    W237 CoefficientDoubtful: "A grade's coefficient is above 10, or above that of a better grade.";
    E234 IdTwice: "An id stands twice.";
    E235 PostingsOverlap: "A person holds two roles on one day.";
    E236 DatesReversed: "A person leaves before the first day.";
    N237 TotalRow: "A total row is left out.";
    N238 RemarkRow: "A remark below a table is left out.";
    E239 MissingDataSheet: "A role has people and no data sheet.";
    E240 EmptyTable: "A table that must have rows has none.";
    E241 SettingTwice: "A setting stands twice with two values.";
    W242 SheetNearly: "A sheet's name is nearly that of a sheet which is not there.";
    W243 ColumnNearly: "A column's name is nearly that of a column which is not there.";
    E244 ScaleDoubtful: "Several rules are written for the other score scale.";
    W245 PeriodDoubtful: "Every date in the data lies in one other month than the period.";
    E246 NobodyInPeriod: "Everybody in the staff sheet is outside the period.";
    W247 ColumnUnheaded: "A column within a table is filled and has no header.";
    W248 ColumnDecides: "A column is not read whose heading seems to decide points.";
    W249 TargetDoubtful: "A target is one of a longer time, or may be a hundredth of what is read.";
    E250 DataOfOtherMonth: "Every date in the data lies in one other month than the period, so that people are without data.";
    N251 HiddenRows: "Rows that count are hidden or filtered out.";
    N252 HiddenColumns: "Columns that count are hidden.";
    N253 HiddenSheet: "A sheet that counts is hidden.";
    E254 RuleAgainstTarget: "A target says that less is better, and its rule gives more for more, or the other way round.";
    // What people decide: marks, own goals, dimensions, pay
    E260 RatersUnreadable: "Who marks a KPI cannot be read.";
    E261 RaterShares: "The shares of those who mark do not add up to 100%.";
    E262 MarkedAndCalculated: "A KPI has both a formula and somebody who marks it.";
    E263 MissingMarksSheet: "A role has KPIs that people mark and no sheet of marks.";
    E264 CriterionBeyondFull: "A criterion names more points than the KPI has.";
    E265 DimensionWeightsOff: "The weights of a role's dimensions do not add up to 100%, or one has two.";
    E266 DimensionKpiWeights: "The weights in a dimension add up neither to its weight nor to 100%.";
    E267 DimensionWeightsBlank: "No KPI of a dimension has a weight.";
    E268 OwnGoalUnknown: "A goal of a person's own is for a KPI that the person does not have.";
    E269 OwnWeightsOff: "A person's own weights do not add up to 100%.";
    E270 OwnGoalTwice: "A person has two goals for one KPI.";
    E271 ProrateUnfit: "A target that cannot be reckoned by days.";
    E272 PayFormulaUnreadable: "The formula of pay cannot be read.";
    E273 PayBaseTwice: "A person has two bases of pay.";
    E278 RuleWeightConflict: "A rule names another weight than the weight column.";
    N277 NotAppraised: "A person is not appraised in this period.";
    E280 MarkBeyondBounds: "A mark lies beyond what may be given.";
    E281 MarkUnreadable: "A mark is neither a number nor a level of the criterion.";
    E282 MarkCategoryUnknown: "A category that marks no KPI of the role.";
    E283 MarkNotAsked: "A mark for a KPI that this category does not mark.";
    E284 MarkTwice: "Somebody has marked a person twice.";
    W286 MarksSmall: "No mark of a KPI reaches a tenth of its full points.";
    W287 MarksApart: "Marks of one KPI lie on two scales.";
    W285 MarkBlank: "A rater has left a KPI blank that others of the category have marked.";
    E290 NotInDeductions: "A cell is filled that signed points have no use for: a weight, full points.";
    E291 RuleNoFullPoints: "A rule speaks of full points where there are none.";
    // 3: data: ids, numbers, dates, adjustments
    N300 RollUpWithoutPay: "Pay is that of the months and not rolled up.";
    E301 NotANumber: "A cell holds something that is no number.";
    E302 OtherUnit: "A number is in a unit that is not the column's.";
    E303 PercentMixed: "A % column has ratios and percent.";
    N304 PercentRead: "How a % column was read.";
    E305 Uncalculated: "A formula was never calculated.";
    E306 ErrorValue: "A cell holds an error value.";
    E307 UnusableNumber: "A number that cannot be calculated with.";
    E308 DateUnreadable: "A date cannot be read.";
    E309 MissingValue: "A value that a KPI needs is blank.";
    E310 PersonWithoutData: "A person has no data row.";
    W311 PersonWithoutDataAllowed: "A person has no data row, which the settings allow.";
    E312 UnknownId: "An id is not in the staff sheet.";
    E313 PersonOfOtherRole: "Data of a person who does not hold the role.";
    W314 NameDiffers: "A name differs from the staff sheet.";
    E315 IdMissing: "A data row has no id.";
    E316 MergedNumbers: "A number is merged over several rows.";
    E317 LastTwice: "Two rows on the latest date.";
    E318 LastUndated: "A row without date beside dated ones.";
    W319 DateOutside: "A data row's date is outside the period.";
    E320 PointsDecimals: "Points have more decimals than scores.";
    E321 CalibrationTwice: "A person has two calibrations.";
    E322 UnknownLabel: "A label that the rule does not name.";
    E323 HeaderUnit: "A header's unit is not the measure's.";
    E324 ColumnOtherwise: "A heading says that its column is no figure of the period.";
    E325 PointsNegative: "A bonus or calibration below 0.";
    E326 LoneHyphen: "A lone hyphen: 0, blank or not applicable.";
    E327 ColumnsSwapped: "Ids stand in the column of names, and names in that of ids.";
    W329 RowVoid: "A row that counts says in a column which is not read that it is void.";
    N330 ColumnUnit: "A data sheet names another unit of a measure's kind, which counts for its column.";
    E331 ShownOtherwise: "A cell shows another figure than it holds.";
    E332 PercentBeyond: "A cell shows a percentage above 1000%.";
    W333 PercentDoubtful: "A percentage above 1000% was typed.";
    N334 ShownConverted: "A number is read as its cell shows it.";
    E340 RowsAllOutside: "All rows of a person are dated outside the period or the person's days.";
    W341 RowOutsideDays: "A data row lies outside its person's days in the role.";
    W342 RowTwice: "A data row repeats another one.";
    W343 AdjustmentOutside: "An adjustment is dated outside the period or its person's days.";
    W344 AdjustmentTwice: "An adjustment stands twice.";
    E345 CalibrationWithoutReason: "A calibration has no reason.";
    E346 MarkBeyondScale: "A mark lies above its scale, or below 0.";
    E347 NegativeCount: "A count of events is below 0.";
    N335 Unseen: "Cells hold invisible letters, which are left out.";
    E337 AppraisedContradicts: "Two rows of a person in one role contradict each other on whether it is appraised.";
    E338 PayFormulaWithoutValue: "The formula of pay can be read and has no value: a division by 0, a figure that no pay has.";
    W339 PayUnknown: "A pay that is not known, or below 0.";
    N348 ProbationOfPart: "A person is on probation in one of two rows, which counts for the whole.";
    W350 TitleOfOtherMonth: "A title over a table names another month than the period.";
    W353 CellsStruck: "Cells that count are struck out.";
    W354 SumDoubtful: "A share, or a target that each row repeats, is added up over a person's rows.";
    W351 AdjustmentLarge: "An adjustment is of more than 100 points.";
    E352 AdjustmentUnclear: "An adjustment contradicts itself: a veto that says no, a signed calibration, a total.";
    W361 AdjustmentDoubtful: "An adjustment's reason says something else than its row.";
    W362 StaffRemark: "A column of the staff sheet that is not read bears on whether and how long a person counts.";
    W363 CalibrationSmall: "A calibration is at most a tenth of the total that it replaces.";
    W364 PayFar: "The formula of pay makes ten times the base and more.";
    W349 RaterOfAnother: "A row of marks names a rater that its category does not fit.";
    E360 RollUpTwoPeople: "One id has two names in the months of a roll-up.";
    E336 TextTurned: "A text is turned from right to left by an invisible letter.";
    // 4: formulas and scores
    E401 FormulaUnreadable: "A KPI's formula cannot be read.";
    E402 FormulaUnknownName: "A formula names a measure that the role does not have.";
    E403 FormulaUnknownFunction: "A formula uses a function that does not exist.";
    E404 FormulaArguments: "A function has too few or too many arguments.";
    E405 FormulaWithoutTarget: "A formula uses the target, and the KPI has none.";
    E406 FormulaAmbiguousName: "A measure's name with signs in it could also be calculated.";
    E407 FormulaNoEarlier: "An earlier value is asked of something that has none.";
    E408 FormulaTeamOfExpression: "A team function is given something else than one measure's name.";
    E409 FormulaTeamUnits: "A team function's measure has different units in different roles.";
    E410 FormulaTooLarge: "A formula is longer or deeper than any real one.";
    E411 ScoreOverflow: "A figure is too large to be calculated exactly.";
    W412 DivisionByZero: "A formula divides by zero; the KPI does not apply to the person.";
    E413 FormulaWithoutValue: "A power or a rounding in a formula has no value.";
    E414 LabelInCalculation: "A label stands where numbers are combined or calculated.";
    E415 DataMissing: "A value that a KPI needs was not filled in.";
    W416 MissingCountsZero: "A value was not filled in; the KPI counts zero or is left out.";
    W417 NothingApplies: "No KPI applies to a person.";
    W418 EarlierConflict: "The column of earlier values differs from the archive.";
    W419 EarlierUnitChanged: "A measure's unit changed since the archived period and does not convert.";
    E420 RuleWithoutAnswer: "A rule says nothing about a person's value.";
    W421 TeamValueOfFew: "A team value over fewer than five people.";
    E422 NoGradeForTotal: "A total lies below every grade.";
    W423 GradeOverCap: "More people have a grade than its share cap allows.";
    W424 EarlierNoBase: "An earlier value of 0 or less is no base of growth.";
    W425 EarlierAggregateChanged: "A measure's aggregate changed since the archived period.";
    E426 NegativeDivisor: "A figure is divided by a negative one.";
    W427 RollUpTargetWhole: "A target of a longer period counts whole for a person who was there for a part of it.";
    E430 MarksMissing: "Nobody of a category has marked a KPI.";
    W431 MarksMissingAllowed: "Nobody of a category has marked a KPI, which the settings allow.";
    W432 TargetWholeForPart: "A fixed amount is asked of a person who was there for a part of the period.";
    E433 PayTooLarge: "A pay that cannot be calculated.";
    E450 FormulaUnits: "A formula adds, compares or chooses between two kinds of things.";
    E451 FormulaValueUnit: "A formula's value is of another kind than the KPI's unit.";
    E452 FormulaConverts: "A number in a formula converts what is converted anyway.";
    W454 ValueFar: "A KPI's value is a thousand times its target, or a thousandth of it.";
    W455 ScoresSmall: "No score of a KPI reaches a tenth of the scale that its rule is out of.";
    W456 PartAboveWhole: "A rate of a part is above 100%.";
    W453 ValueBeyond: "A KPI's percentage is above 1000%.";
    // 5: rules
    E501 RuleUnreadable: "A scoring rule cannot be read.";
    E502 RuleEmpty: "There is no scoring rule.";
    E503 RuleBlank: "A place for a number was left open.";
    E504 RuleJudgement: "A rule leaves points to somebody's judgement.";
    E505 RulePointRange: "A rule names a range of points.";
    E506 RuleTwice: "Two rules for one side of the target.";
    E507 RuleHole: "Tiers leave values without points.";
    E508 RuleOverlap: "Two tiers name the same values.";
    E509 RuleUnitConflict: "A rule's unit does not fit the KPI's.";
    E510 RuleTarget: "A rule needs a target above 0.";
    E511 RuleAndSoOn: "A rule goes on without a pattern.";
    E512 RuleMoney: "A rule pays or fines in money.";
    E513 RuleOnlyCutOff: "A rule says when nothing is given, not what is given else.";
    E514 RuleRank: "A rule scores by rank.";
    E515 RuleFormula: "A rule holds a free formula.";
    E516 RuleRounding: "A rule rounds in a way of its own.";
    E517 RuleElsewhere: "A rule points to another place.";
    E518 RuleModifier: "A rule is changed by words that are not read.";
    E519 RuleOnceOrEach: "A rule does not say whether it counts once or per step.";
    E520 RuleNotCounted: "A rule deducts for something that is not counted.";
    E521 RuleTwoCounts: "A rule counts two things that are no measures.";
    E522 RuleFullConflict: "A rule's points contradict the full points.";
    E523 RuleBoundUnclear: "A rule's bound can mean two things.";
    E524 RuleTierPoints: "A tier's points cannot be used.";
    E525 RuleScale: "A direct score does not say its scale.";
    E526 RuleSingleValues: "A rule names single values only.";
    E534 RuleWhom: "A rule is limited to some people, times or cases.";
    E535 RuleDirection: "A rule would give the worse more points.";
    W537 RuleNeverTakes: "A rule's step is larger than what it counts from.";
    E536 RuleTargetConflict: "A rule names another target than the target column.";
    E550 RuleTwoReadings: "A rule can be read in two ways.";
    W527 RuleEndlessBonus: "A bonus has no maximum.";
    W528 RuleBonusOnly: "A rule says nothing below the target.";
    W529 RuleOpenTier: "Nothing is said beyond the last tier.";
    N530 RuleSharedNumber: "Two tiers share a number.";
    E533 RuleBelowFull: "A rule's best points are below the full points.";
    E532 RuleNoAnswer: "A rule says nothing about a value.";
    N531 RuleDescribed: "Words of a rule are taken as a description.";
    // 6: archive and roll-ups
    E601 PeriodClosed: "The period is closed.";
    E602 NotAnArchive: "A folder is no archive.";
    E603 ArchiveNewer: "A newer version of the program wrote a file of the archive.";
    E604 ArchiveFileAltered: "A file of the archive differs from its recorded hash.";
    E605 RevisionMissing: "A recorded revision is not there.";
    E606 ArchiveLocked: "Another process keeps the archive.";
    E607 ArchiveReadOnly: "The archive may not be written.";
    E608 ArchiveDiskFull: "The disk of the archive is full.";
    E609 ArchiveFileUnreadable: "A file of the archive cannot be understood.";
    E610 NothingArchived: "Nothing of that department or period was archived.";
    E611 ReasonNeeded: "Reopening a period needs a reason.";
    E612 ArchiveFileMissing: "A file of a revision is not there.";
    E613 ResultsDiffer: "Scoring an archived input again gives other results.";
    E614 InputNoLongerScores: "An archived input can no longer be scored.";
    W615 ArchiveFileUnknown: "A file lies in a revision that its manifest does not name.";
    E616 RollUpOfMonth: "A month is no period to roll up.";
    W617 RollUpMonthMissing: "A month of a roll-up was not archived.";
    W618 RollUpPersonMissing: "A person has no total in some months of a roll-up.";
    W619 RollUpDefinitionChanged: "A KPI's definition changed between the months of a roll-up.";
    E620 RollUpMeasuresChanged: "A KPI's definition changed between the months, so it cannot be computed again over them.";
    E621 RollUpKpiNotComparable: "A KPI means something else over several months.";
    E622 RollUpTargetUnknown: "The target of an amount over several months can't be summed and isn't given.";
    W623 RollUpPersonByMean: "A person's total is the mean of the months, because one was decided otherwise.";
    E624 JournalMissing: "The archive's journal is not there.";
    E625 JournalBroken: "A line of the journal does not follow on the one before.";
    E626 RevisionUnjournaled: "A revision or period lies in the archive of which the journal does not tell.";
    E627 RevisionVanished: "A revision, period or department of which the journal tells is not there.";
    E628 RecordDiffers: "A period's record is not as the last act left it.";
    E629 RecordMissing: "A period's record is not there.";
    E630 RecordContradicts: "A period's record contradicts itself or its place.";
    E631 ManifestContradicts: "A manifest contradicts itself or its place.";
    E632 ArchivePathOutside: "A manifest names a path outside its revision.";
    E633 ArchiveNotAFile: "A link, a pipe or a device lies in the archive.";
    E634 ManifestRewritten: "A revision was rewritten together with its manifest and record.";
    E635 SealBroken: "The journal is not as it was when it was sealed.";
    E636 SealUnreadable: "A text is no seal.";
    E637 JournalOtherHistory: "A revision names a state of the journal that there never was.";
    W638 NoJournal: "The archive has no journal yet.";
    W639 ActInterrupted: "An act was interrupted; the next write completes it.";
    E640 DepartmentFolderTaken: "Another department lies in the archive's folder of that name.";
    N641 JournalBeganLater: "Revisions were there before the journal began.";
    E642 DepartmentTwice: "Two folders of the archive hold one department.";
    E643 NothingToSeal: "There is no journal to seal yet.";
    // 7: batches and inputs
    E701 SamePeriodTwice: "Two inputs hold the same department and period.";
    E702 NoSuchInput: "A path names no file or folder.";
    E703 EmptyFolder: "A folder holds no workbook.";
    N704 OwnOutputSkipped: "A workbook that this program wrote is no input.";
    E705 PersonNotFound: "No person of the workbook has the id that was asked for.";
    E706 KpiNotFound: "A person has no KPI of the name that was asked for.";
    E710 OutputTouchesKept: "A place to write to is, lies in or holds an archive, a drop folder or an input.";
    E711 ResultsOfAnother: "The folder of that name holds another department's results.";
    E712 ResultsHoldForeign: "The folder of results holds files that this program did not write.";
    E713 ResultsChanged: "Results that are to be replaced were changed by hand.";
    E714 FileInTheWay: "A file that this program did not write stands where one is to be written.";
    E715 NoOrdinaryFile: "What was to be read is no ordinary file.";
    E716 WorkingFolderNotOurs: "A folder that a watch works in is a link or somebody else's.";
    E717 TookTooLong: "A workbook took longer than a drop folder gives it.";
    E718 NotThisOffice: "A workbook was put into a folder that is not its department's.";
    E720 AdoptNothing: "A file that is to be adopted holds no table or list of KPIs.";
    E721 AdoptNoRole: "Nothing in a source names the role of its KPIs.";
    E722 AdoptContradiction: "Two tables of a source say different things of one KPI.";
    E730 FormWithoutPlaces: "A form has no place for anything.";
    E731 FormUnknownPlace: "A placeholder of a form names nothing that is known.";
    E732 FormPlaceElsewhere: "A placeholder stands where none can be filled: a header, a text box, a comment, a chart.";
    E733 FormRowMixed: "A row of a form asks for two kinds of rows.";
    E734 FormRowMerged: "A repeated row of a form is merged with rows that are not repeated.";
    E735 FormProtected: "A place of a form is locked on a protected sheet.";
    E736 FormNotXlsx: "A form is a workbook of another format than .xlsx.";
    N737 FormMacrosDropped: "The copies of a form hold none of its macros.";
    N738 FormLinksDropped: "The copies of a form hold none of its links to other workbooks.";
    E739 FormMissing: "The form that a workbook names is not beside it.";
    E757 FormRowApart: "A form holds what belongs to one item apart: on two rows, or beside names that are printed already.";
    W758 FormShowsAnother: "A filled form would show another figure than the result.";
    E780 NothingEarlier: "A zip that holds neither an archive nor what earlier results left.";
    E781 EarlierRolledUp: "Growth over a rolled-up period, for which the months' workbooks are needed.";
    E782 EarlierTwice: "Two files say different things of one earlier period.";
    E783 TwoArchives: "Two archives at once.";
    E784 CellNotChanged: "A cell that can't be changed without touching anything else.";
    // 7: ratings that are sent and collected
    E328 AnswerLocked: "A rating workbook opens with none of the passwords that were tried.";
    E740 NotARatingWorkbook: "A file among the answers is no workbook that was sent to a rater.";
    E741 RatingElsewhere: "A rating workbook is of another department or period.";
    E742 RatingIdentityChanged: "What tells whom a rating workbook marks was changed.";
    E743 RatingNotAsked: "A rating workbook marks somebody whom its rater is not to mark.";
    E744 RatingsDiffer: "One rater has given two different answers.";
    E745 MarkAlreadyThere: "The department workbook already holds another mark.";
    W746 RaterSilent: "A rater has not answered.";
    W747 RatingBlank: "A rater has left marks blank.";
    W748 ManagerUntold: "Who somebody's manager is cannot be told.";
    N749 RaterNotOnList: "A rater is not in the staff sheet.";
    W750 NobodyAsked: "Nobody is named to mark a person as a category.";
    E751 RelationUnusable: "A row of 评分关系 cannot be used.";
    E752 NobodyMarks: "No KPI is marked by people.";
    E753 OutputEnding: "A workbook with macros needs the ending .xlsm, one without .xlsx.";
    E754 MarksNotWritten: "The marks cannot be written into the department workbook.";
    // 8: reports
    W801 ReasonNamesColleague: "An adjustment's reason names a colleague.";
    E802 NameOfSeveral: "Several people of the workbook have the name that was asked for.";
    W810 IdChangedHands: "An id belonged to somebody else in an earlier period.";
    E820 CellDiffers: "A second engine calculates another value than the one that is stored.";
    E821 CellUnprovable: "A formula that the second engine can't calculate.";
    W822 OutputChanged: "A workbook is not as it was when it was written.";
    E823 NotOurs: "A workbook that is to be proved was not written by this program.";
}

impl Code {
    /// How much it matters; the id's letter says it.
    pub fn severity(self) -> Severity {
        match self.id().as_bytes().first() {
            Some(b'W') => Severity::Warning,
            Some(b'N') => Severity::Note,
            _ => Severity::Error,
        }
    }

    /// Whether it is about a scoring rule's sentence, and can offer another one.
    pub fn is_of_rules(self) -> bool {
        self.id().get(1..2) == Some("5") || matches!(self, Self::RuleNoFullPoints)
    }

    /// The code of an id, in either case.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.id().eq_ignore_ascii_case(id.trim()))
    }
}
