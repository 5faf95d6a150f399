/* How the page looks: light and dark, on a telephone, in print. */
#include "io/html/html.h"

/* Every text keeps a contrast of at least 4.5 to 1 with what is behind it, in both. */
static const char colours[] =
	":root{color-scheme:light dark;--back:#fff;--text:#1b1f24;--quiet:#57606a;--line:#c9d1d9;"
	"--head:#eef2f6;--link:#0b57a4;--mark:#8a4b00;--bad:#a40e26;--note:#0a5a6b;"
	"--a:#0072b2;--b:#b34700;--c:#00735c;--d:#8a3a86}"
	"@media (prefers-color-scheme:dark){:root{--back:#14181d;--text:#e6e9ed;--quiet:#a9b3be;"
	"--line:#3d4650;--head:#212830;--link:#8cbcff;--mark:#f0b566;--bad:#ff9aa5;--note:#7fd3e6;"
	"--a:#6db8ee;--b:#f0a35e;--c:#4fc9a8;--d:#dc9ad8}}";

static const char layout[] =
	"*{box-sizing:border-box}"
	"html{scroll-padding-top:1rem}"
	"body{margin:0;background:var(--back);color:var(--text);"
	"font:1rem/1.5 system-ui,-apple-system,\"Segoe UI\",Roboto,\"Noto Sans\",sans-serif;"
	"overflow-wrap:break-word}"
	"header,nav,main,footer{max-width:74rem;margin:0 auto;padding:0 1rem}"
	"p,dl,ol.found,ol.notes,ul.sources{max-width:46rem}"
	"h1{font-size:1.9rem;line-height:1.2;margin:1.5rem 0 .5rem}"
	"h2{font-size:1.4rem;line-height:1.25;margin:0 0 .5rem}"
	"h3{font-size:1.05rem;margin:1.2rem 0 .3rem}"
	"section{padding:1.8rem 0 .4rem;border-top:1px solid var(--line);margin-top:1.2rem}"
	"a{color:var(--link)}"
	":focus-visible{outline:3px solid var(--link);outline-offset:2px}"
	".skip{position:absolute;left:-200vw}"
	".skip:focus{position:fixed;left:1rem;top:.5rem;padding:.5rem 1rem;background:var(--back);"
	"z-index:2}"
	"nav ul{list-style:none;margin:.5rem 0;padding:0;columns:9.5rem;column-gap:1.5rem}"
	"nav li{break-inside:avoid}"
	"nav a{display:inline-block;padding:.2rem 0}"
	".quiet,caption,footer{color:var(--quiet)}"
	".lead{font-size:1.15rem}"
	".codes{font-size:.9rem}"
	"footer{border-top:1px solid var(--line);margin-top:2rem;padding-bottom:2rem}";

static const char tables[] =
	".scroll{overflow-x:auto;max-width:100%;margin:.6rem 0;border:1px solid var(--line);"
	"border-radius:4px}"
	"table{border-collapse:collapse;font-size:.9rem;line-height:1.35;min-width:100%}"
	"caption{text-align:left;padding:.5rem .6rem;font-weight:600}"
	"caption span{position:sticky;left:.6rem;display:inline-block;max-width:80vw}"
	"th,td{padding:.35rem .6rem;text-align:left;vertical-align:top;border-top:1px solid "
	"var(--line)}"
	"thead th{background:var(--head);vertical-align:bottom;min-width:4.5rem}"
	"tbody th{font-weight:600}.ask{background:var(--head)}"
	"tbody tr:target{outline:3px solid var(--link);outline-offset:-3px}"
	".n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}"
	"thead .n{white-space:normal}.k{white-space:nowrap}"
	".m{color:var(--quiet)}"
	".t{min-width:20rem;max-width:34rem}"
	"details{margin:.6rem 0}"
	"summary{cursor:pointer;padding:.3rem 0;color:var(--link)}"
	"dl.means dt{font-weight:600}dl.means dd{margin:0 0 .4rem 1rem}";

static const char findings[] =
	"ol.found{padding:0;list-style:none}"
	"ol.found>li{border-left:.35rem solid var(--line);padding:.1rem 0 .1rem .9rem;"
	"margin:1rem 0}"
	"ol.found>li:target{background:var(--head)}"
	"ol.found p{margin:.2rem 0}"
	".what{font-weight:600}"
	".word{display:inline-block;border:1px solid currentColor;border-radius:3px;padding:0 .4rem;"
	"font-size:.85rem;font-weight:600;margin-right:.4rem}"
	".contradiction{border-left-color:var(--bad)!important}.contradiction .word{color:var(--bad)}"
	".warning{border-left-color:var(--mark)!important}.warning .word{color:var(--mark)}"
	".note{border-left-color:var(--note)!important}.note .word{color:var(--note)}"
	"dl.facts{display:grid;grid-template-columns:max-content 1fr;gap:.1rem .8rem;margin:.3rem 0;"
	"font-size:.9rem}"
	"dl.facts dt{color:var(--quiet)}dl.facts dd{margin:0;font-variant-numeric:tabular-nums;"
	"min-width:0}"
	"ol.notes li:target,ul.sources li:target{background:var(--head)}"
	"ol.notes li,ul.sources li{margin:.4rem 0}";

/* f: fill, s: outline, l: line, h: hollow; then the colour, z the background and t the text. */
static const char charts[] =
	"figure{margin:1rem 0 1.4rem}figcaption{max-width:46rem}"
	".chart{padding:.8rem .6rem;width:fit-content}"
	"svg{display:block;max-width:100%;height:auto;font-size:12px;fill:var(--text)}"
	"svg .quiet{fill:var(--quiet)}svg .small{font-size:11px;paint-order:stroke;stroke:var(--back);"
	"stroke-width:3px}"
	".grid{stroke:var(--line);stroke-width:1}.zero{stroke:var(--quiet);stroke-width:1.2}"
	".fa{fill:var(--a)}.fb{fill:var(--b)}.fc{fill:var(--c)}.fd{fill:var(--d)}"
	".fz{fill:var(--back)}.ft{fill:var(--quiet)}"
	".sa{stroke:var(--a)}.sb{stroke:var(--b)}.sc{stroke:var(--c)}.sd{stroke:var(--d)}"
	".st{stroke:var(--quiet)}"
	".la,.lb,.lc,.ld{fill:none;stroke-width:2.2}"
	".la{stroke:var(--a)}.lb{stroke:var(--b)}.lc{stroke:var(--c)}.ld{stroke:var(--d)}"
	".dash{stroke-width:1.4;stroke-dasharray:5 4}"
	".ha{fill:var(--back);stroke:var(--a);stroke-width:1.8}";

static const char print[] =
	"@page{size:A4 landscape;margin:12mm}"
	"@media print{:root{color-scheme:light;--back:#fff;--text:#000;--quiet:#444;--line:#999;"
	"--head:#eee;--link:#003e80;--mark:#6b3a00;--bad:#8a0018;--note:#06434f;"
	"--a:#0072b2;--b:#b34700;--c:#00735c;--d:#8a3a86}"
	"html{font-size:9pt}.skip,nav{display:none}"
	"ol.found,ol.notes,ul.sources,dl.means{columns:2;column-gap:2rem;max-width:none}"
	"dl.means{columns:3;font-size:.85em}"
	"header,main,footer{max-width:none;padding:0}"
	"h2,h3,summary{break-after:avoid}"
	"section{break-inside:auto}tr,ol.found>li,.chart{break-inside:avoid}figcaption{break-after:avoid}"
	".scroll{overflow:visible;border:0}svg{min-width:0!important}"
	"table{font-size:6pt;width:100%}"
	"table:not(:has(thead th:nth-child(8))){font-size:8pt}"
	"thead{display:table-header-group}"
	"th,td{padding:1pt 2pt}thead th{min-width:0}.t{min-width:0}"
	"details::details-content{display:block;content-visibility:visible}"
	"a[href^=http]::after{content:\" (\" attr(href) \")\";font-size:.85em}}";

void vd_html_style(const struct vd_html *html)
{
	fprintf(html->out, "<style>\n%s\n%s\n%s\n%s\n%s\n%s\n</style>\n", colours, layout, tables,
		findings, charts, print);
}
