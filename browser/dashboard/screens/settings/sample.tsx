import { useQuery } from '@tanstack/react-query';
import { useAction } from '../../api/actions.ts';
import { queries } from '../../api/queries.ts';
import { ConfirmButton } from '../../ui/bits/confirm-button.tsx';
import { PermitButton, PermitNotice } from '../../ui/bits/permit-button.tsx';
import { Bones, ErrorPanel } from '../../ui/bits/states.tsx';
import { count } from '../../ui/format.ts';
import { Panel, useTitle } from '../../ui/shell/page.tsx';
import { isBusy, JobBar, useJob } from './job-bar.tsx';

const REFRESH = [['sample']];

export function SamplePage() {
  useTitle('Sample data');
  const query = useQuery(queries.sample());
  const load = useAction('POST /sample', { refresh: REFRESH });
  const remove = useAction('DELETE /sample', { refresh: REFRESH });
  const sample = query.data;
  const job = useJob('sample', sample?.progress);
  const busy = isBusy(job) || sample?.state === 'loading' || sample?.state === 'removing';
  return (
    <Panel title="Sample data">
      {query.isError && <ErrorPanel error={query.error} retry={() => void query.refetch()} />}
      {!sample && !query.isError && <Bones lines={3} />}
      {sample && (
        <div className="form">
          <PermitNotice needs="sample.edit" />
          <p>
            {sample.state === 'present'
              ? `Loaded: ${count(sample.contacts)} contacts with an e-mail address, ${count(sample.accounts)} accounts and ${count(sample.signals)} signals (filtered traffic and measures of time on a page among them, which the Overview leaves out), with the links they followed and the conversations they had. They are marked as sample data on their records; real data is never touched when they go.`
              : 'A few hundred believable contacts and accounts over 90 days, with links and conversations, to try everything with. They can be removed again without a trace.'}
          </p>
          {busy && job && (
            <JobBar
              job={job}
              doing={sample.state === 'removing' ? 'Removing sample data' : 'Loading sample data'}
              done="Finished"
            />
          )}
          <div className="form-foot">
            {sample.state === 'absent' || sample.state === 'loading' ? (
              <PermitButton needs="sample.edit" loading={load.isPending || busy} onClick={() => load.mutate({})}>
                Load sample data
              </PermitButton>
            ) : (
              <ConfirmButton
                needs="sample.edit"
                ask="Yes, remove it"
                loading={remove.isPending || busy}
                onConfirm={() => remove.mutate({})}
              >
                Remove sample data
              </ConfirmButton>
            )}
          </div>
        </div>
      )}
    </Panel>
  );
}
