import type { ReactNode } from 'react';
import type { TagSettings } from '../../../../wire/api/tag.ts';
import { CodeBlock } from '../../ui/bits/copy.tsx';

interface Guide {
  readonly id: string;
  readonly label: string;
  readonly steps: (tag: TagSettings) => ReactNode;
}

export const GUIDES: readonly Guide[] = [
  {
    id: 'html',
    label: 'Plain HTML',
    steps: (tag) => (
      <>
        <ol>
          <li>
            Paste the snippet into the <code>&lt;head&gt;</code> of every page, or of the layout they share.
          </li>
          <li>Publish, then open a page.</li>
        </ol>
        <CodeBlock label="page.html" text={`<head>\n  …\n  ${tag.snippet}\n</head>`} />
        <p className="dim">
          Tell Knock who somebody is, after a sign-in or a form of your own: the address is a claim until you sign it.
        </p>
        <CodeBlock
          label="Anywhere after the snippet"
          text={`Knock.identify({ email: 'ana@example.com', firstName: 'Ana' });`}
        />
      </>
    ),
  },
  {
    id: 'react',
    label: 'React / Next',
    steps: (tag) => (
      <>
        <p>
          Next.js: add it to <code>app/layout.tsx</code>. Route changes are seen by themselves.
        </p>
        <CodeBlock
          label="app/layout.tsx"
          text={`import Script from 'next/script';

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>
        {children}
        <Script src="${tag.scriptUrl}" strategy="afterInteractive" />
      </body>
    </html>
  );
}`}
        />
        <p>
          Vite or another React app: paste the snippet into <code>index.html</code>. Events of the product itself:
        </p>
        <CodeBlock label="Any component" text={`window.Knock?.track('Trial Started', { plan: 'team' });`} />
      </>
    ),
  },
  {
    id: 'webflow',
    label: 'Webflow',
    steps: (tag) => (
      <>
        <ol>
          <li>Open Site settings, then Custom code.</li>
          <li>Paste the snippet into Head code.</li>
          <li>Save changes and publish the site.</li>
        </ol>
        <CodeBlock label="Head code" text={tag.snippet} />
      </>
    ),
  },
  {
    id: 'wordpress',
    label: 'WordPress',
    steps: (tag) => (
      <>
        <p>
          In a child theme’s <code>functions.php</code>, or with any plug-in that adds code to the header:
        </p>
        <CodeBlock
          label="functions.php"
          text={`add_action('wp_head', function () {
  echo '${tag.snippet.replaceAll("'", "\\'").replaceAll('\n', '')}';
});`}
        />
        <p className="dim">A caching plug-in may serve old pages: clear its cache once.</p>
      </>
    ),
  },
  {
    id: 'shopify',
    label: 'Shopify',
    steps: (tag) => (
      <>
        <ol>
          <li>Open Online Store, Themes, then Edit code in the theme’s menu.</li>
          <li>
            Open <code>layout/theme.liquid</code> and paste the snippet before <code>&lt;/head&gt;</code>.
          </li>
          <li>Save.</li>
        </ol>
        <CodeBlock label="layout/theme.liquid" text={tag.snippet} />
      </>
    ),
  },
  {
    id: 'segment',
    label: 'Segment',
    steps: (tag) => (
      <>
        <p>Knock speaks Segment’s tracking API: point the libraries you have at it. The tag id is the write key.</p>
        <CodeBlock
          label="Browser: @segment/analytics-next"
          text={`import { AnalyticsBrowser } from '@segment/analytics-next';

const analytics = AnalyticsBrowser.load({
  writeKey: '${tag.tagId}',
  cdnURL: '${tag.segmentHost}',
});`}
        />
        <CodeBlock
          label="Node: @segment/analytics-node"
          text={`import { Analytics } from '@segment/analytics-node';

const analytics = new Analytics({
  writeKey: '${tag.tagId}',
  host: '${tag.segmentHost}',
});`}
        />
        <CodeBlock
          label="HTTP"
          text={`curl ${tag.segmentHost}/v1/track -u ${tag.tagId}: \\
  -H 'content-type: application/json' \\
  -d '{"userId":"42","event":"Trial Started","properties":{"plan":"team"}}'`}
        />
        <p className="dim">RudderStack’s libraries work the same way, with the address as the data plane URL.</p>
      </>
    ),
  },
];
