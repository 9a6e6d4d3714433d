import { Component, type ReactNode } from 'react';
import { toProblem } from '../../electron/contract/problem.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState, ProblemNotice } from '../ui/notice.tsx';

interface State {
  thrown: unknown;
  failed: boolean;
}

/** Shows what broke instead of an empty window; the studio behind it goes on. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { thrown: null, failed: false };

  static getDerivedStateFromError(thrown: unknown): State {
    return { thrown, failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <EmptyState title="This view broke">
        <ProblemNotice problem={toProblem(this.state.thrown)} />
        <p>Nothing is lost: your library and what is being narrated are kept apart from this window.</p>
        <Button
          local
          look="primary"
          onClick={() => {
            globalThis.location.reload();
          }}
        >
          Load it again
        </Button>
      </EmptyState>
    );
  }
}
