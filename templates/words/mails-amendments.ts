// What letters about requests to amend the agreement say.

import type { Notices } from './mails-shape.ts';

const vi = {
  amendmentRequested: {
    team: [
      'Đã nhận đề nghị điều chỉnh',
      'Đề nghị {kind} của {dossier} đã được tiếp nhận. Cán bộ chương trình lấy ý kiến, sau đó giám đốc quyết định trong thời hạn. Trước khi có quyết định, hợp đồng vẫn giữ nguyên.',
    ],
    officer: [
      'Đề nghị điều chỉnh chờ lấy ý kiến',
      'Nhóm dự án theo {dossier} gửi đề nghị {kind}. Xin lấy ý kiến và ghi nhận; thời hạn quyết định tính từ ngày có ý kiến.',
    ],
  },
  amendmentOpinions: {
    team: [
      'Đề nghị điều chỉnh đã có ý kiến',
      'Đã có ý kiến về đề nghị {kind} của {dossier}. Tiếp theo, giám đốc quyết định trong thời hạn.',
    ],
    director: [
      'Đề nghị điều chỉnh chờ quyết định',
      'Đã có ý kiến về đề nghị {kind} của {dossier}. Đề nghị chờ bạn quyết định trong thời hạn.',
    ],
  },
  amendmentGranted: {
    team: [
      'Đề nghị điều chỉnh được chấp thuận',
      'Giám đốc đã chấp thuận đề nghị {kind} của {dossier}. Nội dung trước và sau điều chỉnh xem ở trang của đề nghị.',
    ],
    staff: ['Đề nghị điều chỉnh được chấp thuận', 'Giám đốc đã chấp thuận đề nghị {kind} của {dossier}.'],
  },
  amendmentRefused: {
    team: [
      'Đề nghị điều chỉnh không được chấp thuận',
      'Giám đốc đã từ chối đề nghị {kind} của {dossier}. Hợp đồng giữ nguyên.',
    ],
    staff: ['Đề nghị điều chỉnh bị từ chối', 'Giám đốc đã từ chối đề nghị {kind} của {dossier}.'],
  },
  amendmentWithdrawn: {
    team: ['Đã rút đề nghị điều chỉnh', 'Đề nghị {kind} của {dossier} đã được rút. Hợp đồng giữ nguyên.'],
    staff: ['Nhóm dự án rút đề nghị điều chỉnh', 'Nhóm dự án theo {dossier} đã rút đề nghị {kind}.'],
  },
  amendmentEnded: {
    team: [
      'Đề nghị điều chỉnh kết thúc',
      'Hợp đồng của {dossier} đã chấm dứt hoặc đang được thanh lý, nên đề nghị {kind} không được xem xét nữa.',
    ],
    staff: [
      'Đề nghị điều chỉnh kết thúc',
      'Hợp đồng của {dossier} đã chấm dứt hoặc đang được thanh lý, nên đề nghị {kind} không được xem xét nữa.',
    ],
  },
} satisfies Record<string, Notices>;

const en: typeof vi = {
  amendmentRequested: {
    team: [
      'Your request to amend was received',
      'The request of {dossier} {kind} was received. The programme officer gathers opinions, then the director decides in time. Until then the agreement stays as it is.',
    ],
    officer: [
      'A request to amend: opinions to gather',
      'The team of {dossier} asks {kind}. Please gather the opinions and record them; the time to decide is counted from the day they are in.',
    ],
  },
  amendmentOpinions: {
    team: [
      'Opinions on your request to amend',
      'The opinions on the request of {dossier} {kind} are in. Next, the director decides in time.',
    ],
    director: [
      'A request to amend to decide',
      'The opinions on the request of {dossier} {kind} are in. It waits for your decision in time.',
    ],
  },
  amendmentGranted: {
    team: [
      'Your request to amend was granted',
      'The director has granted the request of {dossier} {kind}. What was and what is now stands on the request’s page.',
    ],
    staff: ['A request to amend was granted', 'The director has granted the request of {dossier} {kind}.'],
  },
  amendmentRefused: {
    team: [
      'Your request to amend was refused',
      'The director has refused the request of {dossier} {kind}. The agreement stays as it is.',
    ],
    staff: ['A request to amend was refused', 'The director has refused the request of {dossier} {kind}.'],
  },
  amendmentWithdrawn: {
    team: [
      'A request to amend was withdrawn',
      'The request of {dossier} {kind} was withdrawn. The agreement stays as it is.',
    ],
    staff: ['A request to amend was withdrawn', 'The team of {dossier} has withdrawn its request {kind}.'],
  },
  amendmentEnded: {
    team: [
      'A request to amend has ended',
      'The agreement of {dossier} was terminated or is being closed, so the request {kind} is not considered any more.',
    ],
    staff: [
      'A request to amend has ended',
      'The agreement of {dossier} was terminated or is being closed, so the request {kind} is not considered any more.',
    ],
  },
};

export const amendmentMails = { vi, en };
