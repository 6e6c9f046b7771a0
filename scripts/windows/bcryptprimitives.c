/* wine 8 (Debian 12) lacks bcryptprimitives.dll, from which Rust's std takes its random numbers on Windows 10 and later. For tests under wine
   only: no Windows needs it, and it is never handed out. */
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG); /* RtlGenRandom, advapi32 */
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T count) {
    while (count) {
        ULONG some = count > 0x10000000 ? 0x10000000 : (ULONG)count;
        if (!SystemFunction036(bytes, some)) return FALSE;
        bytes += some;
        count -= some;
    }
    return TRUE;
}
