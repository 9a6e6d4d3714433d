import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { Receipt as Costs } from '../../electron/contract/prediction.ts';
import type { Project } from '../../electron/contract/project.ts';
import { receiptQuery } from '../app/queries.ts';
import { useStudio } from '../app/studio.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { money } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import styles from './costs.module.css';
import { lossWords, perhapsNote, perhapsWords, receiptText, workWords } from './receipt-text.ts';

/** What a book has cost so far, as the way to its receipt; nothing for one that was free. */
export function ReceiptButton({ project }: { project: Project }): ReactNode {
  const { client } = useStudio();
  const { data: receipt } = useQuery(receiptQuery(client, project.id));
  const [open, setOpen] = useState(false);
  if (receipt === undefined || receipt.predictions === 0) return null;
  return (
    <>
      {' · '}
      <button
        type="button"
        className={styles['spent']}
        onClick={() => {
          setOpen(true);
        }}
      >
        {money(receipt.cost)}
        {receipt.perhapsBilled > 0 && ` and ${perhapsWords(receipt.perhapsBilled)}`}
        <span className="visually-hidden"> so far: show the receipt</span>
      </button>
      <Dialog
        open={open}
        onClose={() => {
          setOpen(false);
        }}
        title="Receipt"
      >
        <Receipt book={project.title} receipt={receipt} />
      </Dialog>
    </>
  );
}

function Receipt({ book, receipt }: { book: string; receipt: Costs }): ReactNode {
  const note = perhapsNote(receipt);
  return (
    <div className={styles['sheet']}>
      <table className={styles['receipt']}>
        <thead>
          <tr>
            <th scope="col">Chapter</th>
            <th scope="col">Predictions</th>
            <th scope="col">Work</th>
            <th scope="col">Cost</th>
          </tr>
        </thead>
        <tbody>
          {receipt.chapters.map((chapter) => (
            <tr key={chapter.section ?? 'gone'}>
              <th scope="row">
                {chapter.title}
                <Loss words={lossWords(chapter)} />
              </th>
              <td>{chapter.predictions.toLocaleString('en')}</td>
              <td>{workWords(chapter.predictTime)}</td>
              <td>
                {money(chapter.cost)}
                <Perhaps billed={chapter.perhapsBilled} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Together</th>
            <td>{receipt.predictions.toLocaleString('en')}</td>
            <td>{workWords(receipt.predictTime)}</td>
            <td>
              {money(receipt.cost)}
              <Perhaps billed={receipt.perhapsBilled} />
            </td>
          </tr>
        </tfoot>
      </table>
      {note !== null && <Notice>{note}</Notice>}
      <p className={styles['hint']}>
        Reckoned from the seconds that Replicate tells, at the rate of their time; its own bill is what
        counts. Drafts are free and not listed, and tries belong to no book.
      </p>
      <div className={styles['actions']}>
        <CopyButton label="Copy as text" text={receiptText(book, receipt)} />
      </div>
    </div>
  );
}

function Loss({ words }: { words: string | null }): ReactNode {
  return words === null ? null : <span className={styles['loss']}>{words}</span>;
}

/** What is perhaps to be paid as well, below a sum that is without it. */
function Perhaps({ billed }: { billed: number }): ReactNode {
  return billed === 0 ? null : <span className={styles['perhaps']}>and {perhapsWords(billed)}</span>;
}
