# Saves every workbook of a folder as PDF beside it, through Excel or WPS. Ends with 3 where neither is installed.
param([Parameter(Mandatory = $true)][string]$Folder)
$ErrorActionPreference = 'Stop'
$office = $null
foreach ($name in 'Excel.Application', 'KET.Application', 'ET.Application') {
    try { $office = New-Object -ComObject $name; break } catch { }
}
if ($null -eq $office) { exit 3 }
try {
    $office.Visible = $false
    $office.DisplayAlerts = $false
    foreach ($file in Get-ChildItem -LiteralPath $Folder -Filter '*.xlsx' | Sort-Object Name) {
        # No links updated, read only.
        $book = $office.Workbooks.Open($file.FullName, 0, $true)
        $book.ExportAsFixedFormat(0, [IO.Path]::ChangeExtension($file.FullName, '.pdf'))
        $book.Close($false)
    }
} finally {
    $office.Quit()
}
