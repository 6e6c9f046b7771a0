; The installer: for one user, without an administrator. makensis -DVERSION=… -DFILES=<folder to install> -DOUT=<installer> setup.nsi
Unicode true
; The stub that 64-bit Windows (and wine without 32-bit parts) runs.
Target amd64-unicode
!include MUI2.nsh
Name "绩效簿 Scorebook ${VERSION}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Scorebook"
RequestExecutionLevel user
SetCompressor /SOLID lzma
ManifestDPIAware true
BrandingText "绩效簿 Scorebook ${VERSION}"
!define MUI_ICON "icon.ico"
!define MUI_UNICON "icon.ico"
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_FUNCTION open_notes
!define MUI_FINISHPAGE_RUN_TEXT "打开《先看我》 / Open the first steps"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "TradChinese"
!insertmacro MUI_LANGUAGE "English"
LangString SEND ${LANG_SIMPCHINESE} "绩效簿 计分"
LangString SEND ${LANG_TRADCHINESE} "績效簿 計分"
LangString SEND ${LANG_ENGLISH} "Scorebook"
LangString MENU ${LANG_SIMPCHINESE} "绩效簿"
LangString MENU ${LANG_TRADCHINESE} "績效簿"
LangString MENU ${LANG_ENGLISH} "Scorebook"
LangString NOTES ${LANG_SIMPCHINESE} "先看我"
LangString NOTES ${LANG_TRADCHINESE} "先看我"
LangString NOTES ${LANG_ENGLISH} "First steps"
LangString REMOVE ${LANG_SIMPCHINESE} "卸载绩效簿"
LangString REMOVE ${LANG_TRADCHINESE} "解除安裝績效簿"
LangString REMOVE ${LANG_ENGLISH} "Uninstall Scorebook"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Scorebook"

Function open_notes
  ExecShell "open" "$INSTDIR\先看我.txt"
FunctionEnd

Section
  SetOutPath "$INSTDIR"
  File /r "${FILES}\*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  ; A right click on a workbook, "send to".
  CreateShortcut "$SENDTO\$(SEND).lnk" "$INSTDIR\scorebook.exe"
  ; The menu looks at the folder that it is started in: the documents.
  CreateDirectory "$SMPROGRAMS\$(MENU)"
  SetOutPath "$DOCUMENTS"
  CreateShortcut "$SMPROGRAMS\$(MENU)\$(MENU).lnk" "$INSTDIR\scorebook.exe"
  SetOutPath "$INSTDIR"
  CreateShortcut "$SMPROGRAMS\$(MENU)\$(NOTES).lnk" "$INSTDIR\先看我.txt"
  CreateShortcut "$SMPROGRAMS\$(MENU)\$(REMOVE).lnk" "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "绩效簿 Scorebook"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\scorebook.exe"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ; Under which names the shortcuts stand, whatever the language is when they go.
  WriteRegStr HKCU "${UNINSTALL}" "SendTo" "$(SEND)"
  WriteRegStr HKCU "${UNINSTALL}" "Menu" "$(MENU)"
SectionEnd

; What the installer put there goes, and nothing else: results that somebody keeps in the folder stay.
!include "${REMOVALS}"

Section Uninstall
  ReadRegStr $0 HKCU "${UNINSTALL}" "SendTo"
  StrCmp $0 "" +2
  Delete "$SENDTO\$0.lnk"
  ReadRegStr $0 HKCU "${UNINSTALL}" "Menu"
  StrCmp $0 "" +2
  RMDir /r "$SMPROGRAMS\$0"
  !insertmacro REMOVE_FILES
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKCU "${UNINSTALL}"
SectionEnd
