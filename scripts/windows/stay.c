/* stay.exe: keeps wine's desktop, which goes with the last program that used it. */
#include <windows.h>
int main(void) {
    GetDesktopWindow();
    Sleep(INFINITE);
    return 0;
}
