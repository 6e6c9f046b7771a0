/* hold.exe FILE [alone]: keeps a file open as Excel does, so that others may read it and nobody may write, move or remove it, until standard
   input ends; alone: so that nobody may read it either. */
#include <windows.h>
#include <stdio.h>
int wmain(int count, wchar_t **words) {
    HANDLE file = CreateFileW(count > 1 ? words[1] : L"", GENERIC_READ | GENERIC_WRITE, count > 2 ? 0 : FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
    if (file == INVALID_HANDLE_VALUE) return 1;
    puts("held");
    fflush(stdout);
    while (getchar() != EOF) { }
    return 0;
}
