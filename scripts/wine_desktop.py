"""A desktop of Windows for scripts/ten_steps.py: wine's, on an X server of its own, driven by mouse and keys as a person drives it.

Needs, from Debian: wine, xvfb, xdotool, x11-apps, imagemagick, locales, fonts-wqy-zenhei, gcc-mingw-w64-x86-64. Everything lies in one folder; the
documents of its user are the clerk's desk.
"""

import atexit
import os
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WIDTH, HEIGHT = 1920, 1080
# A window's console has Han signs and room for a line of the program. Wine gives every sign one cell, so the font is one of wide cells.
CONSOLE = {
    "FaceName": ("REG_SZ", "WenQuanYi Zen Hei Mono"),
    "ScreenBufferSize": ("REG_DWORD", str(600 * 65536 + 112)),
    "WindowSize": ("REG_DWORD", str(50 * 65536 + 112)),
}


class Desktop:
    """Windows with a start menu; the program is the one that its installer puts there."""

    # What stands in a window can be looked at, not read: pictures are kept, and files tell what was done.
    tells = False

    def __init__(self, place, log):
        self.place, self.log = place, log
        home = place / "home"
        self.desk = home / "Documents"
        self.desk.mkdir(parents=True)
        (home / ".config").mkdir()
        (home / ".config/user-dirs.dirs").write_text('XDG_DOCUMENTS_DIR="$HOME/Documents"\n')
        display = next(number for number in range(77, 200) if not Path(f"/tmp/.X11-unix/X{number}").exists())
        keep = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
        self.environment = keep | {
            "HOME": str(home),
            "WINEPREFIX": str(place / "wine"),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree=;mshtml=",
            "DISPLAY": f":{display}",
            "LOCPATH": str(place / "locales"),
            "LANG": "zh_CN.UTF-8",
            # Wine takes colours for letters.
            "NO_COLOR": "1",
            "TZ": "CST-8",
        }
        (place / "locales").mkdir()
        self.call("localedef", "-i", "zh_CN", "-f", "UTF-8", place / "locales/zh_CN.UTF-8")
        self.server = subprocess.Popen(["Xvfb", f":{display}", "-screen", "0", f"{WIDTH}x{HEIGHT}x24"], stderr=subprocess.DEVNULL)
        atexit.register(self.leave)
        subprocess.run(["wineboot", "-i"], env=self.without_display(), capture_output=True, timeout=300, check=True)
        self.call("wineserver", "-w")
        # What scripts/windows.sh says of the same file: a part of Windows that this wine lacks.
        system = place / "wine/drive_c/windows/system32"
        compiler = "x86_64-w64-mingw32-gcc"
        missing = ROOT / "scripts/windows/bcryptprimitives.c"
        self.call(compiler, "-O2", "-s", "-shared", "-o", system / "bcryptprimitives.dll", missing, "-ladvapi32")
        self.call(compiler, "-O2", "-s", "-mwindows", "-o", place / "stay.exe", ROOT / "scripts/windows/stay.c")
        for name, (kind, value) in CONSOLE.items():
            self.call("wine", "reg", "add", r"HKCU\Console", "/v", name, "/t", kind, "/d", value, "/f")
        # Windows opens texts with its editor; this wine has the editor alone.
        self.call("wine", "reg", "add", r"HKCR\.txt", "/ve", "/d", "txtfile", "/f")
        self.call("wineserver", "-w")
        self.shell = self.begin("wine", "explorer", f"/desktop=shell,{WIDTH}x{HEIGHT}", place / "stay.exe")
        self.window("Wine desktop", "the desktop")
        time.sleep(3)

    def without_display(self):
        return {name: value for name, value in self.environment.items() if name != "DISPLAY"}

    def call(self, *words, check=True, text=True):
        done = subprocess.run([str(word) for word in words], env=self.environment, capture_output=True, check=False)
        if check and done.returncode:
            sys.exit(f"{' '.join(map(str, words))} ended with {done.returncode}\n{done.stderr.decode(errors='replace')}")
        return done.stdout.decode("utf-8", errors="replace").replace("\r", "") if text else done.stdout

    def begin(self, *words):
        quiet = subprocess.DEVNULL
        return subprocess.Popen([str(word) for word in words], env=self.environment, stdin=quiet, stdout=quiet, stderr=quiet)

    def leave(self):
        if self.server.poll() is None:
            self.call("wineserver", "-k", check=False)
            self.server.terminate()
            self.server.wait()

    # What a person does and sees.

    def keys(self, *names):
        self.call("xdotool", "key", "--delay", "120", *names)
        time.sleep(0.6)

    def types(self, text):
        self.call("xdotool", "type", "--delay", "40", "--", text)
        time.sleep(0.6)

    def click(self, x, y):
        self.call("xdotool", "mousemove", x, y, "click", "1")
        time.sleep(1)

    def titles(self):
        windows = self.call("xdotool", "search", "--onlyvisible", "--name", ".", check=False).split()
        return {self.call("xdotool", "getwindowname", window, check=False).strip(): window for window in windows}

    def window(self, title, step, seconds=60):
        """The window whose title has these words, once it is there."""
        return self.wait(lambda: next((one for name, one in self.titles().items() if title in name), None), step, seconds)

    def wait(self, holds, step, seconds=180):
        end = time.monotonic() + seconds
        while not (got := holds()):
            if time.monotonic() > end:
                self.picture(f"{step}-failed")
                sys.exit(f"{step}: nothing came; see {self.log}")
            time.sleep(0.3)
        return got

    def picture(self, step):
        """Everything on the desktop, as a picture."""
        self.call("import", "-window", "root", self.log / f"{step}.png")

    def still(self, seconds=180):
        """Waits until nothing on the desktop changes for two seconds but a caret that blinks."""
        end, quiet, before = time.monotonic() + seconds, 0, None
        while quiet < 4 and time.monotonic() < end:
            now = self.call("xwd", "-root", "-silent", text=False)
            changed = before is None or sum(one != other for one, other in zip(before[::4], now[::4], strict=True))
            quiet, before = (0 if changed is True or changed > 800 else quiet + 1), now
            time.sleep(0.5)

    def runs(self):
        """Whether the program's window is there."""
        return any("scorebook.exe" in title for title in self.titles())

    # What the ten steps ask for.

    def install(self, setup, step):
        """The installer, clicked through; its last page would open the first steps."""
        self.begin("wine", setup)
        self.window("绩效簿", step)
        time.sleep(2)
        self.picture(f"{step}-1-where")
        self.keys("Return")
        installed = self.place / f"wine/drive_c/users/{self.user()}/AppData/Local/Programs/Scorebook"
        self.wait((installed / "uninstall.exe").exists, step)
        time.sleep(4)
        self.picture(f"{step}-2-installed")
        self.keys("Return")
        self.window("先看我", step)
        time.sleep(1)
        self.picture(f"{step}-3-first-steps")
        self.keys("alt+F4")
        self.program = installed / "scorebook.exe"

    def user(self):
        return self.environment.get("USER", Path(self.call("whoami").strip()).name)

    def start(self, step, *words):
        """From the start menu; with words, as a file is dropped onto the program: Windows calls it so."""
        self.click(25, HEIGHT - 10)
        if words:
            self.keys("r")
            self.window("运行", "the run dialog")
            self.types(" ".join(f'"{self.windows(word)}"' for word in (self.program, *words)))
            self.keys("Return")
        else:
            # 程序, 绩效簿, 绩效簿: the first of its menu in the order of names.
            self.keys("Down", "Right", "Right")
            self.picture(f"{step}-0-start-menu")
            self.call("xdotool", "key", "Return")
        self.wait(self.runs, step)

    def windows(self, path):
        text = self.call("wine", "winepath", "-w", path).strip()
        return text

    def number_of(self, command, step):
        """The number of a menu's choice: its place in the list that the program prints where nobody can answer."""
        told = subprocess.run(
            ["wine", self.program], env=self.environment, cwd=self.desk, stdin=subprocess.DEVNULL, capture_output=True, check=True
        ).stdout.decode()
        commands = re.findall(r"^ +(scorebook .*)$", told, re.MULTILINE)
        number = next((at for at, one in enumerate(commands, 1) if (one + "\n").startswith(command)), None)
        if number is None:
            sys.exit(f"{step}: no choice does “{command}”\n{told}")
        self.start(step)
        self.still()
        self.picture(f"{step}-1-menu")
        return str(number)

    def until(self, _what, _step):
        self.still()

    def to_front(self):
        """The program's window, where the folder that it showed lies over it."""
        for title in self.titles():
            if "scorebook.exe" not in title and "Wine desktop" not in title:
                self.call("xdotool", "windowfocus", self.titles()[title], check=False)
                self.keys("alt+F4")
        self.click(400, 12)

    def makes_pdf(self):
        """Windows prints with Excel or WPS, which are not here."""
        return False

    def seen(self, step):
        self.picture(f"{step}-5-done")
        self.to_front()

    def answer(self, text):
        if text:
            self.types(text)
        self.keys("Return")

    def close(self, step, _status):
        """A window that was opened for the program alone waits for a key."""
        self.still()
        if not self.runs():
            sys.exit(f"{step}: the window closed before it could be read")
        self.picture(f"{step}-9-end")
        self.to_front()
        self.keys("Return")
        self.left(step)

    def left(self, step):
        """The window goes with its program."""
        self.wait(lambda: not self.runs(), step)
