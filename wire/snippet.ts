/** What the tag's script is called under the server's public URL. */
export function tagUrl(origin: string, tagId: string): string {
  return `${origin.replace(/\/+$/, '')}/knock-tag/${encodeURIComponent(tagId)}.js`;
}

/** The one line to paste where inline scripts are not allowed; calls of `Knock` must then wait for `knock:ready`. */
export function plainSnippet(origin: string, tagId: string): string {
  return `<script async src="${tagUrl(origin, tagId)}"></script>`;
}

// Takes calls until the tag is there, which makes them in order (`replay` in browser/tag/runtime.ts).
const STUB = `(function(w){if(w.Knock)return;var q=[],f=function(p){return function(){var c=[p,arguments];q.length<1e3&&q.push(c);return function(){c[2]?c[2]():c[0]=0}}},h=function(c,m){return function(){c[2]?c[2][m]():c[3]=m}},k=w.Knock={q:q,ready:!1,wrapLink:function(u){return u},modal:{},widget:{},scheduling:{load:function(){var c=["scheduling.load",arguments];q.push(c);return{open:h(c,"open"),close:h(c,"close"),get status(){return c[2]?c[2].status:"loading"}}}}};"identify track on reset consent modal.open modal.close widget.show widget.hide widget.open widget.close".split(" ").forEach(function(p){var a=p.split("."),o=a[1]?k[a[0]]:k;o[a[1]||a[0]]=f(p)})})(window)`;

/**
 * The line for a page's head: `Knock.track(...)` may be called right after it. Loads the tag without blocking.
 * With a `nonce`, for a Content-Security-Policy that asks for one; it is written into both scripts.
 */
export function snippet(origin: string, tagId: string, nonce?: string): string {
  const allowed = nonce ? ` nonce="${nonce.replace(/[^\w+/=-]/g, '')}"` : '';
  return `<script${allowed}>${STUB}</script><script${allowed} async src="${tagUrl(origin, tagId)}"></script>`;
}
