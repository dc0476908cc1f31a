import { Button, Switch } from '@mantine/core';
import { useState } from 'react';
import type { LinkItem } from '../../../../wire/api/links.ts';
import { CopyButton } from '../../ui/bits/copy.tsx';
import { Icon } from '../../ui/bits/icon.tsx';
import { exactTime } from '../../ui/format.ts';
import { Panel } from '../../ui/shell/page.tsx';
import { Fact } from '../record/contact-facts.tsx';
import { UTMS } from './link-draft.ts';
import { spoken } from './link-words.tsx';

/** The address in every form one can take along: text, picture, file. */
export function LinkAddress({ link }: { link: LinkItem }) {
  const qr = `/api/v1/links/${encodeURIComponent(link.id)}/qr`;
  const [logo, setLogo] = useState(false);
  const mark = logo ? '&logo=1' : '';
  const utms = UTMS.filter((key) => link.utm[key]);
  return (
    <>
      <Panel title="Address">
        <ul className="plain link-urls">
          {link.urls.map((url) => (
            <li key={url}>
              <a href={url} target="_blank" rel="noreferrer" className="link link-url">
                {spoken(url)}
              </a>
              <CopyButton text={url} />
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title="QR code">
        <img
          className="link-qr"
          src={`${qr}.svg?size=400${mark}`}
          width="200"
          height="200"
          alt={`QR code of ${spoken(link.url)}`}
        />
        <Switch
          className="link-qr-logo"
          label="With your logo in the middle"
          checked={logo}
          onChange={(event) => setLogo(event.currentTarget.checked)}
        />
        <div className="row">
          <Button
            component="a"
            href={`${qr}.svg?size=1200${mark}`}
            download={`${link.slug}.svg`}
            variant="default"
            leftSection={<Icon name="download" size={13} />}
          >
            SVG
          </Button>
          <Button
            component="a"
            href={`${qr}.png?size=1200${mark}`}
            download={`${link.slug}.png`}
            variant="default"
            leftSection={<Icon name="download" size={13} />}
          >
            PNG
          </Button>
        </div>
        <p className="dim small link-qr-note">For print take the SVG, and keep the white edge: cameras need it.</p>
      </Panel>
      <Panel title="Set up">
        <dl className="facts">
          {link.target && (
            <Fact label="Leads to">
              <a href={link.target} target="_blank" rel="noreferrer" className="link">
                {spoken(link.target)}
              </a>
            </Fact>
          )}
          <Fact label="Expires">{link.expiresAt ? exactTime(link.expiresAt) : 'Never'}</Fact>
          {link.kind !== 'redirect' && <Fact label="Greeting">{link.greeting ?? 'The workspace’s'}</Fact>}
          <Fact label="UTM">
            {utms.length === 0 ? 'None' : utms.map((key) => <div key={key}>{`${key}: ${link.utm[key]}`}</div>)}
          </Fact>
        </dl>
      </Panel>
    </>
  );
}
