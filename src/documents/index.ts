import type { Doors } from '../doors.ts';
import type { Parts } from '../parts.ts';
import { fileRoutes } from './fileRoutes.tsx';
import { paperRoutes } from './paperRoutes.tsx';

export { type EInvoice, eInvoicesOf } from './eInvoice.ts';
export { disposition } from './fileRoutes.tsx';
export { type FileProblem, type Files, mostFileBytes, openFiles, placeOfBytes } from './files.ts';
export { claimFilesFolder, missingOfNewest, vacateFilesFolder } from './folder.ts';
export { judgeZipIn } from './officeFile.ts';
export { press, previewAward, previewOrder, type Rendering, renderDue, renderPaper } from './papers.ts';
export { matchingOf, type OrderCodes } from './paperViews.ts';
export { faultOf, openScanner, type Scanner, scannerPlace } from './scanner.ts';
export { type Infected, infectedOf, type Scan, scanWorker } from './scanning.ts';
export {
  type Attachment,
  looseOf,
  readForm,
  receiveUpload,
  type Upload,
  uploadBodyBytes,
} from './upload.ts';
export { isForAppeal } from './uses.ts';

/** Files that people attach, papers, and the page that confirms them. */
export function documentRoutes(doors: Doors, parts: Parts): void {
  fileRoutes(doors, parts);
  paperRoutes(doors, parts);
}
