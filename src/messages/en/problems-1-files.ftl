E101 = This file is not a workbook that can be read
    .hint = Open the original table in Excel or WPS and save it as .xlsx.
    .what = The content of the file is none of the workbook formats that are read (.xlsx, .xlsm, .xls, .ods).
    .why = The content decides, not the name: renaming a file does not make it a workbook.
    .example = A sound recording renamed to “November.xlsx”.
    .mend = Open the real workbook in Excel or WPS, choose “Save as” and the type .xlsx.
E102 = The file is empty
    .hint = The download or the saving probably failed: get the file again.
    .what = The file has 0 bytes.
    .why = There is nothing in it to read.
    .example = A transfer that broke off and left an empty file behind.
    .mend = Download or copy it again; if the original is empty too, ask whoever filled it in to save it once more.
E103 = The file is incomplete or damaged
    .hint = Download or copy it again; if Excel or WPS still opens it, save it as a new .xlsx.
    .what = The file begins like a workbook, but part of its structure is missing or contradicts itself.
    .why = People or figures may be missing from an incomplete file, so that scores would be wrong.
    .example = An e-mail attachment of which only half arrived.
    .mend = Get the file again; or open it in Excel or WPS (with “Open and Repair” if needed) and save it as .xlsx.
E104 = The workbook is locked with a password
    .hint = Open it in Excel or WPS, remove the password and save it as .xlsx.
    .what = The file is encrypted and opens only with a password.
    .why = Without the password nobody can see its content.
    .example = A workbook saved with “Encrypt with Password”.
    .mend = Open the file, clear the password under File → Info → Protect Workbook → Encrypt with Password, and save. Passwords for the people's own sheets go into the Password column of the sheet Staff.
E105 = This is an .xlsb (binary) workbook, which is not read
    .hint = Open it in Excel or WPS and save it as .xlsx.
    .what = The file is in Excel's binary format .xlsb.
    .why = Some writers of this format make cells vanish silently on reading, so none of them is read.
    .example = A data sheet stored as .xlsb to make it smaller.
    .mend = Choose “Save as” and the type “Excel Workbook (*.xlsx)”.
E106 = This is WPS's own format (.et), which is not read
    .hint = Open it in WPS and save it as .xlsx.
    .what = The file is in the own format of WPS Spreadsheets, .et.
    .why = The format is not published, so that figures read from it could not be trusted.
    .example = “November.et”, saved by an older WPS.
    .mend = In WPS choose “Save as” and the type “Microsoft Excel (*.xlsx)”.
E107 = This is a plain text file (such as CSV), not a workbook
    .hint = Open it in Excel or WPS, paste the data into the template and save that as .xlsx.
    .what = The file holds text only: no sheets, formats or formulas.
    .why = An appraisal needs several sheets (KPIs, staff, data), which text cannot hold; some systems export CSV under the name .xls.
    .example = “orders.xls” exported by a shop platform, which is comma-separated text.
    .mend = Make a template with scorebook new, copy the data into its data sheet and save it as .xlsx.
E108 = This is a web page with the name of a workbook
    .hint = Open it in Excel or WPS and save it as .xlsx.
    .what = The content of the file is a web page (HTML).
    .why = Many systems export a web table under the name .xls; it has no real cells.
    .example = “sales.xls” from a back office, which shows <html> in a text editor.
    .mend = Open it in Excel (answer “Yes” to the warning) and save it as .xlsx; if a sign-in page was saved instead of the file, sign in and download again.
E109 = This is { $kind ->
        [opendocument] a flat ODF spreadsheet (.fods)
        [excel] an “XML Spreadsheet 2003”
       *[other] a single XML file
    }, not a workbook that is read
    .hint = Open it in Excel or WPS and save it as .xlsx.
    .what = The content of the file is XML, for example “XML Spreadsheet 2003” or a flat ODF spreadsheet (.fods).
    .why = Only .xlsx, .xlsm, .xls and .ods are read.
    .example = “attendance.xls” exported by a system, which holds <?mso-application progid="Excel.Sheet"?>.
    .mend = Open it in Excel or LibreOffice and save it as .xlsx.
E110 = The content of this file is { $kind ->
        [word] a Word document
        [slides] a presentation
        [pdf] a PDF document
        [rtf] an RTF document
        [numbers] an Apple Numbers table
        [picture] a picture
        [archive] an archive
       *[other] a document of another kind
    }, not a workbook
    .hint = Choose the right file; save tables as .xlsx in Excel or WPS.
    .what = The file is a document, picture or archive of another kind.
    .why = It has no sheets that could be read. A workbook inside an archive must be unpacked first.
    .example = A score table in Word renamed to .xlsx; a .zip that holds an .xlsx.
    .mend = Take the real workbook; unpack an archive; fill a table from Word or PDF into the template.
E111 = This is a workbook of Excel 95 or older, which is not read
    .hint = Open it in Excel, WPS or LibreOffice and save it as .xlsx.
    .what = The file is in a very old .xls format (Excel 5.0/95 or before).
    .why = How its text is to be read depends on the settings of the computer of that time.
    .example = An appraisal form in use since 1996.
    .mend = Open it, check the text and save it as .xlsx.
E112 =
    { $what ->
    [bytes] The file is larger than { $limit } MB
    [unfolded] The file unpacks to more than { $limit } MB
    [entries] The container has more than { $limit } entries
    [cells] The workbook has more than { $limit } filled cells
    [text] The workbook holds more than { $limit } MB of text
    [characters] A cell holds more than { $limit } characters
    [sheets] The workbook has more than { $limit } sheets
    [merges] The workbook has more than { $limit } merged areas
    [formats] The workbook has more than { $limit } cell formats
    [rows] The table has more than { $limit } rows
    [problems] There are more than { $limit } problems; only the first are listed
    [depth] The file nests more than { $limit } levels deep
    [namespaces] More than { $limit } namespaces inside the file
    [relations] More than { $limit } references inside the file
    [strings] The workbook holds more than { $limit } texts
    [whole] A file of this format is larger than { $limit } MB
    [area] The contents of this sheet are scattered over more than { $limit } cells
    [part] A part of the file is larger than { $limit } MB
    [person-rows] { $id } has more than { $limit } rows of data: add them up by day or by week first
    [figures] The data sheets together hold more than { $limit } figures
    [scores] People times KPIs are more than { $limit }
    [printed] The texts to be printed on all personal sheets take more than { $limit } bytes
    [form-text] The form has more than { $limit } MB to read
    [form-places] The form has more than { $limit } placeholders
    [source-pieces] The source has more than { $limit } pieces (cells, lines, paragraphs)
    [source-letters] The source has more than { $limit } letters
    [source-kpis] The source has more than { $limit } KPIs: adopt each department by itself
    [source-roles] The source has more than { $limit } roles: adopt each department by itself
    *[token] A single piece of the file is larger than { $limit } MB
    }
    .hint = Keep only the sheets that the appraisal needs, delete empty rows and columns, pictures and raw listings, and save it as a new .xlsx.
    .what = The file holds more of something than the appraisal of one department and month ever does.
    .why = So that no file can fill the computer's memory, reading stops at a limit. Small files made on purpose (zip bombs) try just that.
    .example = A year's order listing pasted into the workbook; whole columns formatted down to row 1048576.
    .mend = Sum up the listing first; delete the empty rows below the data; copy the sheets that are needed into a new workbook.
E113 = The part “{ $part }” of the workbook is missing or damaged
    .hint = Open it in Excel or WPS and save it as a new .xlsx; if it does not open, get the file again.
    .what = A workbook consists of many parts; this one is not there or cannot be understood.
    .why = Without it the texts or numbers in the cells cannot be trusted.
    .example = An .xlsx put together by a script that forgot the shared texts.
    .mend = Use “Open and Repair” in Excel and save as .xlsx; for an exported file ask the administrator of that system.
E114 = “{ $address }” lies outside the sheet
    .hint = Open the file in Excel or WPS and save it as a new .xlsx.
    .what = The file names a place that does not exist: a sheet has at most 1048576 rows and 16384 columns (XFD).
    .why = No spreadsheet program writes such a place: the file is damaged, or made so on purpose.
    .example = Row 4000000000, written by a script.
    .mend = Get the file again; if a script makes it, mend its row and column numbers.
E115 = The part “{ $part }” declares a document type, which is not read
    .hint = Open the file in Excel or WPS and save it as a new .xlsx.
    .what = The part declares replacement texts of its own with a DOCTYPE.
    .why = No real workbook needs it; it can make a few lines unfold into billions of characters to bring a program down.
    .example = The file known as “billion laughs”.
    .mend = Don't use files of unknown origin; saving a trusted one as a new .xlsx removes the declaration.
W116 = The sheet has { $rows } rows, but its content ends at row { $used }
    .hint = Scores are not affected; delete the empty rows below and the file becomes much smaller.
    .what = Thousands of empty rows follow the last filled one, most likely because whole columns were formatted.
    .why = Empty rows make the file large and slow, and hide where the content ends.
    .example = Borders drawn over whole columns, down to row 1048576.
    .mend = Select all rows below the content, delete them and save.
E123 =
    { $what ->
    [sheet] The second way of reading the file can't read this sheet
    *[cell] Read in two ways: as “{ $first }” and as “{ $second }”
    }
    .hint = Open it in Excel or WPS, look at this cell, type it again and save as a new .xlsx.
    .what = Two independent ways of reading the file find different contents in one cell.
    .why = What the file holds and what the screen shows may not be the same figure; only the one that everybody sees may be scored.
    .example = A file put together by a program with two figures in one cell: Excel shows 80, another program reads 100.
    .mend = Look at the cell in Excel or WPS, type it again and save as a new .xlsx; tell the administrator of a system that exports such files.
E124 =
    { $what ->
    [zip] The container says two things of “{ $part }”: programs open different contents
    [encoding] “{ $part }” declares another encoding: programs read different texts
    [namespace] “{ $part }” holds markup of unclear meaning
    [part] There is more than one “{ $part }”: programs use different ones
    [relation] “{ $part }” leads to two places: programs open different ones
    [markup] “{ $part }” stands where it must not: some programs show it, others do not
    [name] Two sheets are called “{ $part }”
    [style] One cell format is written twice: programs show it differently
    [row] Row { $row } stands twice, or out of order
    [cell] This cell stands twice, or in another row
    [text] The text or number of this cell stands twice: programs show different contents
    [stream] The file holds two workbooks: programs open different ones
    [covered] This cell lies under a merged area and has contents all the same
    *[value] This cell holds two values: programs show different ones
    }
    .hint = Open it in Excel or WPS, look through the figures and save as a new .xlsx.
    .what = Something stands twice in the file, or where it must not stand; each program chooses which one it shows.
    .why = The figure that the manager sees in Excel and the one that another program calculates with would differ; such a file is not scored.
    .example = An .xlsx put together by a program with 9 and 99 in one cell: Excel shows 9, some programs read 99.
    .mend = Open it in Excel or WPS, look through it and save as a new .xlsx; tell the administrator of a system that exports such files.
N125 = The sheet “{ $name }” has a name but no contents; it is left out
    .hint = Most likely left behind by an old module of macros; scores are not affected.
    .what = The workbook's list of sheets names it without saying where its contents are.
    .why = Module sheets of old versions of Excel become this when saved in the new format; they hold no cells.
    .example = A workbook saved again and again since Excel 95, with a hidden sheet named Module1.
    .mend = Nothing need be done; to be rid of the note, copy the sheets in use into a new workbook.

W120 = Formulas of this workbook are calculated by hand; their values may be old
    .hint = Press F9 in Excel or WPS, save and run again; better, let it calculate automatically
    .what = The workbook's calculation is set to manual: formulas do not follow the data until somebody presses F9.
    .why = Saved values are read; those of formulas that were not calculated since are old.
    .example = =C2*D2, saved without F9 after C2 was changed
    .mend = Press F9 and save; choose Automatic under Formulas, Calculation Options.
N126 = This cell holds the error { $text }; { $column ->
        [measure] no score needs this measure, so it is taken as blank
       *[explanation] its column only explains, so it is taken as blank
    }
    .hint = Scores are not affected; mend the cell if it should be printed.
    .what = A cell of a column such as Notes or Meaning, or of a measure that no KPI uses, holds an error value; no score needs it.
    .why = A picture placed in a cell is #VALUE! to every program but a recent Excel; the results of new functions often are.
    .example = A picture of a signature placed in a cell of Notes.
    .mend = Nothing need be done; a picture may float over the cells, a formula may become text.
