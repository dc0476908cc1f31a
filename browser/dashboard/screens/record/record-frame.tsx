import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { Intent } from '../../../../wire/api/contacts.ts';
import { Icon } from '../../ui/bits/icon.tsx';
import { Bone } from '../../ui/bits/states.tsx';
import { exactTime, points, until, useNow } from '../../ui/format.ts';
import { ScoreBadge, TypeBadge } from '../../ui/people/intent.tsx';
import { useKeys } from '../../ui/shell/keys.ts';
import { useTitle } from '../../ui/shell/page.tsx';
import './record.css';

interface RecordFrameProps {
  readonly back: { readonly to: '/contacts' | '/accounts'; readonly label: string };
  readonly title: string;
  readonly tile: ReactNode;
  readonly name: ReactNode;
  readonly under: ReactNode;
  readonly intent: z.infer<typeof Intent> | undefined;
  readonly aside: ReactNode;
  readonly children: ReactNode;
}

/** What contact and account records share: the head that says who and how hot, the main column, the facts beside it. */
export function RecordFrame(props: RecordFrameProps) {
  const navigate = useNavigate();
  useTitle(props.title);
  useKeys({ u: () => void navigate({ to: props.back.to }) });
  return (
    <div className="record">
      <header className="record-head">
        <Link to={props.back.to} className="record-back dim small" aria-label={`Back to ${props.back.label}`}>
          <Icon name="left" size={14} /> {props.back.label}
        </Link>
        <div className="record-who">
          {props.tile}
          <div className="grow">
            <h1 className="cut">{props.name}</h1>
            <p className="record-under dim">{props.under ?? <Bone width={240} />}</p>
          </div>
          <RecordIntent intent={props.intent} />
        </div>
      </header>
      <div className="record-body">
        <div className="record-main">{props.children}</div>
        <aside className="record-aside" aria-label="Facts and identities">
          {props.aside}
        </aside>
      </div>
    </div>
  );
}

function RecordIntent({ intent }: { intent: z.infer<typeof Intent> | undefined }) {
  const now = useNow();
  if (!intent) return <Bone width={220} height={32} />;
  return (
    <div className="record-intent">
      <span className="row">
        <ScoreBadge value={intent.intentScore} large />
        <span className="record-points num" data-testid="record-points">
          {points(intent.points)}
        </span>
        <span className="dim small">points</span>
        <TypeBadge value={intent.intentType} final={intent.intentTypeFinal} />
      </span>
      {intent.next && (
        <span className="dim small row" style={{ gap: 5 }} title={exactTime(intent.next.at)}>
          <Icon name="cooling" size={13} />
          {intent.next.value} {until(intent.next.at, now)} if nothing happens
        </span>
      )}
    </div>
  );
}
