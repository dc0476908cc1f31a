/** How a link's page looks: phone first, light or dark as the visitor's system is. The brand's colours come before it. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--ink:#16181d;--soft:#5b6270;--paper:#f4f5f7;--card:#fff;--line:#e3e5ea;--good:#1a7f4b}
@media (prefers-color-scheme:dark){:root{--ink:#eef0f4;--soft:#a5acb9;--paper:#0f1115;--card:#181b21;--line:#2b2f38;--good:#4cc38a}}
*{box-sizing:border-box}
html,body{margin:0;height:100%}
body{background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;-webkit-text-size-adjust:100%}
.frame{overflow:hidden;min-height:100%;min-height:100dvh;display:flex;flex-direction:column}
.about{padding:20px 20px 16px;border-top:4px solid var(--brand)}
.brand{display:flex;align-items:center;gap:10px;font-weight:600;font-size:15px}
.brand img{width:32px;height:32px;object-fit:contain;border-radius:8px}
.mark{width:32px;height:32px;border-radius:8px;background:var(--brand);color:var(--on-brand);display:grid;place-items:center;font-weight:700}
h1{font-size:24px;line-height:1.2;letter-spacing:-.01em;margin:16px 0 4px;text-wrap:balance}
p{margin:0;color:var(--soft);text-wrap:pretty}
.team{display:flex;align-items:center;gap:12px;margin-top:14px}
.faces{display:flex;margin:0;padding:0;list-style:none}
.faces li{width:36px;height:36px;border-radius:50%;border:2px solid var(--paper);background:var(--line);overflow:hidden;display:grid;place-items:center;font-size:13px;font-weight:600;color:var(--soft)}
.faces li+li{margin-left:-10px}
.faces img{width:100%;height:100%;object-fit:cover}
.team p{font-size:14px}
.on{color:var(--good);font-weight:600}
.on::before{content:"";display:inline-block;width:8px;height:8px;border-radius:50%;background:currentColor;margin-right:6px}
.talk main{flex:1;display:flex;flex-direction:column;min-height:420px}
#knock-chat{flex:1;display:flex;flex-direction:column;background:var(--card);border-top:1px solid var(--line);position:relative}
noscript{padding:20px;display:block}
.soon{margin-top:18px;padding:14px 16px;border:1px solid var(--line);border-radius:12px;background:var(--card)}
.alone{max-width:560px;width:100%;margin:auto;padding:48px 24px;text-align:center;border:0}
.alone::before{display:none}
.alone .brand,.alone .team{justify-content:center}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media (min-width:860px){
.frame.talk{display:grid;grid-template-columns:minmax(280px,420px) minmax(420px,560px);gap:56px;justify-content:center;align-items:center;padding:40px}
.about:not(.alone){border:0;padding:0}
.about:not(.alone)::before{content:"";display:block;width:48px;height:4px;border-radius:2px;background:var(--brand);margin-bottom:28px}
h1{font-size:36px;margin:24px 0 10px}
p{font-size:17px}
.team{margin-top:26px}.team p{font-size:15px}
.faces li{width:44px;height:44px}
.talk main{height:min(720px,calc(100dvh - 80px));min-height:0}
#knock-chat{border:1px solid var(--line);border-radius:18px;overflow:hidden;box-shadow:0 1px 2px rgb(0 0 0/.05),0 18px 48px rgb(0 0 0/.1)}
}
`.replaceAll('\n', '');
