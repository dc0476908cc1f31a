import { Button, type ButtonProps, Tooltip } from '@mantine/core';
import type { MouseEventHandler, ReactNode } from 'react';
import type { Permission } from '../../../../wire/api/words.ts';
import { usePermit } from '../../api/me.ts';

interface PermitButtonProps extends ButtonProps {
  readonly needs: Permission;
  readonly onClick?: MouseEventHandler<HTMLButtonElement>;
  readonly type?: 'button' | 'submit';
  readonly children: ReactNode;
}

/** A button for what a role may not do stays visible, keeps the focus, and says why it does nothing. */
export function PermitButton({ needs, onClick, type = 'button', children, ...rest }: PermitButtonProps) {
  const { allowed, reason } = usePermit(needs);
  if (allowed) {
    return (
      <Button {...rest} type={type} {...(onClick ? { onClick } : {})}>
        {children}
      </Button>
    );
  }
  return (
    <Tooltip label={reason}>
      <Button {...rest} type="button" variant="default" aria-disabled className="not-permitted">
        {children}
      </Button>
    </Tooltip>
  );
}

/** Says once, above a form, why it cannot be changed. */
export function PermitNotice({ needs }: { needs: Permission }) {
  const { allowed, reason } = usePermit(needs);
  return allowed ? null : <p className="permit-notice">{reason}</p>;
}
