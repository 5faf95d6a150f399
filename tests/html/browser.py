#!/usr/bin/python3
"""The page in a browser, headless Chromium: it renders without a message, in light and dark, on a telephone, in print;
axe-core finds nothing that keeps anybody from reading it; no label of a chart is cut off or lies on another.

usage: browser.py VEEDOR SAMPLES AXE.JS
"""

import base64
import os
import re
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))

from selenium import webdriver  # noqa: E402
from selenium.webdriver.chrome.service import Service  # noqa: E402

from harness import ROOT, Tap, arguments, run, samples, workspace  # noqa: E402

EVERY_MEASURE = ROOT / "tests/workbook/every-measure.yaml"
HOSTILE = Path(__file__).with_name("hostile.yaml")
LANGUAGES = ("en", "es")
DESKTOP, PHONE = (1280, 900), (360, 740)
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage"
).split()

# Each text of each drawing: is it inside, and does it lie on another?
LABELS = """
const problems = [];
for (const svg of document.querySelectorAll('svg')) {
  const frame = svg.getBoundingClientRect(), name = svg.querySelector('title').textContent;
  if (frame.width < 100 || frame.height < 40) problems.push(`${name}: ${frame.width} by ${frame.height}`);
  const texts = [...svg.querySelectorAll('text')].filter(text => text.textContent.trim());
  const boxes = texts.map(text => text.getBoundingClientRect());
  boxes.forEach((box, i) => {
    if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1)
      problems.push(`${name}: "${texts[i].textContent}" is cut off`);
    for (let k = 0; k < i; k++) {
      const across = Math.min(box.right, boxes[k].right) - Math.max(box.left, boxes[k].left);
      const down = Math.min(box.bottom, boxes[k].bottom) - Math.max(box.top, boxes[k].top);
      if (across > 1 && down > 3) problems.push(`${name}: "${texts[i].textContent}" lies on "${texts[k].textContent}"`);
    }
  });
}
return problems;
"""

# With a rule: it alone.
AXE = """
const done = arguments[arguments.length - 1], rule = arguments[0];
axe.run(document, {resultTypes: ['violations'], ...(rule ? {runOnly: [rule]} : {})}).then(
  found => done(found.violations.map(one => `${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map(n => n.html.slice(0, 200))}`)),
  error => done([String(error)]));
"""


class Browser:
    def __init__(self, folder):
        for name in ("chromium", "chromedriver"):
            if not shutil.which(name):
                raise RuntimeError(f"{name} is missing: ./dev test installs it")
        os.environ.update(HOME=folder, XDG_CONFIG_HOME=folder, XDG_CACHE_HOME=folder)
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium")
        for flag in [*FLAGS, f"--user-data-dir={folder}/profile"]:
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(service=Service(shutil.which("chromedriver")), options=options)
        self.driver.set_page_load_timeout(60)
        self.driver.set_script_timeout(120)

    def command(self, name, **parameters):
        return self.driver.execute_cdp_cmd(name, parameters)

    def script(self, text, *words):
        return self.driver.execute_script(text, *words)

    def show(self, page, size=DESKTOP, dark=False):
        """Load a page in a window of a size; the messages of earlier pages are forgotten."""
        self.driver.get_log("browser")
        self.command("Emulation.setDeviceMetricsOverride", width=size[0], height=size[1], deviceScaleFactor=1,
                     mobile=size == PHONE)
        self.look(dark)
        self.driver.get(Path(page).as_uri())

    def look(self, dark, media=""):
        self.command("Emulation.setEmulatedMedia", media=media,
                     features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])

    def unfold(self):
        self.script("document.querySelectorAll('details').forEach(one => { one.open = true; });")

    def picture(self, path):
        data = self.command("Page.captureScreenshot", captureBeyondViewport=False)["data"]
        Path(path).write_bytes(base64.b64decode(data))


def renders(browser, page):
    """It loads whole, and nothing is said on the console."""
    browser.show(page)
    if browser.script("return document.compatMode") != "CSS1Compat":
        yield "it is shown in quirks mode"
    loaded = browser.script("return performance.getEntriesByType('resource').map(one => one.name)")
    if loaded:
        yield f"it fetched {loaded}"
    height = browser.script("return document.documentElement.scrollHeight")
    if height < 2000:
        yield f"it is {height} pixels high"
    for entry in browser.driver.get_log("browser"):
        yield f"on the console: {entry['message']}"


def labels(browser, page):
    browser.show(page)
    if not browser.script("return document.querySelectorAll('svg').length"):
        yield "it has no drawing"
    yield from browser.script(LABELS)


def accessible(browser, page, axe, dark):
    browser.show(page, dark=dark)
    browser.unfold()
    back = browser.script("return getComputedStyle(document.body).backgroundColor")
    light = sum(int(part) for part in re.findall(r"\d+", back)[:3]) > 384
    if light == dark:
        yield f"the background is {back}"
    browser.script(axe)
    # The dark page differs in colours alone.
    yield from browser.driver.execute_async_script(AXE, "color-contrast" if dark else None)


def fits_a_phone(browser, page):
    """Nothing but a table's or chart's own region is wider than the screen; and it can be moved by key."""
    browser.show(page, PHONE)
    for unfold in (False, True):
        if unfold:
            browser.unfold()
        width = browser.script("return Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)")
        if width > PHONE[0]:
            wide = browser.script(
                "return [...document.querySelectorAll('body *')].filter(one => !one.closest('.scroll') && "
                "one.getBoundingClientRect().right > innerWidth + 1).map(one => one.outerHTML.slice(0, 120)).slice(0, 5)"
            )
            yield f"{width} pixels wide with {'all' if unfold else 'nothing'} unfolded: {wide}"
    size = browser.script("return parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)")
    if size < 14:
        yield f"texts are {size} pixels high"
    small = browser.script(
        "return [...document.querySelectorAll('svg text')].map(one => one.getBoundingClientRect().height).filter(h => h < 9).length"
    )
    if small:
        yield f"{small} texts of charts are too small to be read"


def prints(browser, page):
    """The print has every table, also those that are folded on the screen, and nothing is cut off at the right."""
    browser.show(page)
    browser.look(False, "print")
    browser.command("Emulation.setDeviceMetricsOverride", width=1032, height=700, deviceScaleFactor=1, mobile=False)  # A4
    folded = browser.script(
        "return [...document.querySelectorAll('table')].filter(one => one.getBoundingClientRect().height < 10).length"
    )
    if folded:
        yield f"{folded} tables are not printed"
    cut = browser.script(
        "return [...document.querySelectorAll('table, svg')].filter(one => one.getBoundingClientRect().right > innerWidth + 1)"
        ".map(one => `${one.parentNode.getAttribute('aria-labelledby')} ${one.getBoundingClientRect().right}`)"
    )
    if cut:
        yield f"cut off at the right: {cut}"
    browser.look(False)
    data = base64.b64decode(browser.command("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"])
    pages = len(re.findall(rb"/Type\s*/Page\b", data))
    if not data.startswith(b"%PDF") or pages < 2:
        yield f"the PDF has {pages} pages"


def faults_are_seen(browser, page, axe):
    """What these checks look for, they find."""
    browser.show(page)
    browser.script("document.querySelector('html').removeAttribute('lang'); document.querySelector('header p').style.color = '#eee';"
                   "document.querySelector('svg text').textContent += ' and so on'.repeat(40); console.warn('a message');"
                   "document.querySelector('main p').style.minWidth = '2000px';")
    browser.script(axe)
    found = " ".join(browser.driver.execute_async_script(AXE, None))
    for rule in ("html-has-lang", "color-contrast"):
        if rule not in found:
            yield f"axe does not find {rule}: {found}"
    if not any("cut off" in line for line in browser.script(LABELS)):
        yield "a label that is cut off is not seen"
    if browser.script("return document.documentElement.scrollWidth") <= DESKTOP[0]:
        yield "a page that is too wide is not seen"
    if not any("a message" in entry["message"] for entry in browser.driver.get_log("browser")):
        yield "a message on the console is not seen"


def main():
    veedor, folder = arguments()
    axe = Path(sys.argv[3]).read_text(encoding="utf-8")
    tap = Tap()
    with workspace() as work:
        browser = Browser(work)
        try:
            for study in [*samples(folder), EVERY_MEASURE, HOSTILE]:
                for language in LANGUAGES if study.name == "study.yaml" else LANGUAGES[:1]:
                    name = study.parent.name if study.name == "study.yaml" else study.stem
                    page = Path(work, f"{name}-{language}.html")
                    outcome = run([veedor, "report", study, "-o", page, "--lang", language, "--project", "3"])
                    tap.report(f"{name}, {language}: written", [] if outcome.status == 0 else [outcome])
                    for what, check, *details in (
                        ("renders without a message", renders),
                        ("labels of charts", labels),
                        ("accessible, light", accessible, axe, False),
                        ("accessible, dark", accessible, axe, True),
                        ("fits a phone", fits_a_phone),
                        ("prints", prints),
                    ):
                        tap.run(f"{name}, {language}: {what}", check, browser, page, *details)
            tap.run("faults are seen", faults_are_seen, browser, page, axe)
        finally:
            browser.driver.quit()
    tap.finish()


if __name__ == "__main__":
    main()
