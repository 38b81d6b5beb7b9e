// Support is suspended, resumed or terminated.

import { counted } from './counted.ts';
import type { Language } from './words.ts';

const vi = {
  title: 'Điều hành dự án',
  lead: 'Tạm dừng, tiếp tục hoặc chấm dứt hợp đồng theo quyết định của giám đốc.',
  leadToEnd: 'Chấm dứt hợp đồng theo quyết định của giám đốc; ở bước này không tạm dừng được.',
  effect: 'Trạng thái kinh phí của dự án thay đổi ngay; nhóm dự án nhận được thư.',
  action: 'Quyết định',
  actions: {
    suspend: 'Tạm dừng',
    resume: 'Tiếp tục',
    terminate: 'Chấm dứt hợp đồng',
  } as Record<string, string>,
  hints: {
    suspend:
      'Không nhận, không duyệt và không chi đề nghị nào cho đến khi tiếp tục. Lệnh chi đã phát vẫn được ghi nhận.',
    resume: 'Đề nghị giải ngân được xử lý tiếp từ bước đang dừng.',
    terminate: 'Không thể đảo ngược. Không chi thêm; phần chưa dùng được hủy, khoản đã chi sai được thu hồi.',
  } as Record<string, string>,
  notice: (days: number, clause: string) => `Báo trước ${days} ngày (${clause}).`,
  reasonHint: 'Nhóm dự án đọc được lý do này.',
  noticeOn: 'Ngày gửi thông báo chấm dứt',
  noticeHint: 'Chỉ khi chấm dứt: ngày và số văn bản báo trước cho bên được hỗ trợ. Để trống nếu chưa báo trước.',
  noticeNumber: 'Số thông báo chấm dứt',
  noticeOnWrong: 'Hãy ghi ngày gửi thông báo theo ngày/tháng/năm, không muộn hơn hôm nay.',
  noticeNumberWrong: 'Hãy ghi số của thông báo, tối đa 100 ký tự.',
  noticed: (day: string, number: string) => `Báo trước ngày ${day}, thông báo số ${number}.`,
  noNotice: (days: number, clause: string) => `Không ghi nhận thông báo trước ${days} ngày (${clause}).`,
  lateNotice: (day: string, number: string, days: number, clause: string) =>
    `Thông báo số ${number} gửi ngày ${day}, chưa đủ ${days} ngày trước khi chấm dứt (${clause}).`,
  check: {
    lead: 'Chưa có gì được ghi. Hãy đọc lại rồi mới quyết định.',
    request: (tranche: number, sum: string) => `đợt ${tranche}, ${sum}`,
    says: {
      suspend: (name: string) => `Bạn tạm dừng dự án của ${name}.`,
      terminate: (name: string) => `Bạn chấm dứt hợp đồng với ${name}; không chi thêm khoản nào.`,
    },
    noneOpen: 'Không có đề nghị giải ngân nào đang xử lý.',
    open: {
      suspend: (list: string) => `Các đề nghị đang xử lý dừng lại cho đến khi tiếp tục: ${list}.`,
      terminate: (list: string) => `Các đề nghị đang xử lý bị hủy, tiền của chúng không còn được giữ: ${list}.`,
    },
    ordered: {
      suspend: (list: string) => `Lệnh chi đã phát vẫn đi tiếp và được ghi nhận: ${list}.`,
      terminate: (list: string) =>
        `Lệnh chi đã phát vẫn đi tiếp và được ghi nhận: ${list}. Nếu kho bạc hoặc ngân hàng trả lại, đề nghị kết thúc, không chi lại.`,
    },
    left: {
      suspend: (sum: string) => `Phần chưa dùng ${sum} được giữ nguyên.`,
      terminate: (sum: string) => `Phần chưa dùng ${sum} không đề nghị được nữa; phần này được hủy ở trang thanh lý.`,
    },
    told: 'Nhóm dự án được báo ngay và đọc được lý do.',
    keep: 'Không ghi, trở lại',
  },
  send: 'Ghi nhận quyết định',
  whatAction: 'một quyết định',
  whatReason: 'lý do',
  whatNumber: 'số quyết định',
  nothing: 'Ở bước hiện tại không tạm dừng, tiếp tục hay chấm dứt được.',
  past: 'Các quyết định đã ghi nhận',
};

const en: typeof vi = {
  title: 'Steer the project',
  lead: 'Suspend, resume or terminate by decision of the director.',
  leadToEnd: 'Terminate by decision of the director; at this step the project cannot be suspended.',
  effect: 'The state of the funding changes at once; the team gets a letter.',
  action: 'Decision',
  actions: { suspend: 'Suspend', resume: 'Resume', terminate: 'Terminate the agreement' },
  hints: {
    suspend: 'No request is taken, approved or paid until it is resumed. Orders already given are still recorded.',
    resume: 'Requests go on from where they stopped.',
    terminate: 'Cannot be undone. Nothing more is paid; what is unused is cancelled, what was misspent is recovered.',
  },
  notice: (days, clause) => `Notice of ${counted(days, 'day')} (${clause}).`,
  reasonHint: 'The team can read this reason.',
  noticeOn: 'Day of the notice of termination',
  noticeHint:
    'For a termination alone: day and number of the notice to the supported party. Leave blank where none was given.',
  noticeNumber: 'Number of the notice of termination',
  noticeOnWrong: 'Write the day of the notice as day/month/year, not later than today.',
  noticeNumberWrong: 'Enter the number of the notice, at most 100 characters.',
  noticed: (day, number) => `Notice ${number} was given on ${day}.`,
  noNotice: (days, clause) => `No notice of ${counted(days, 'day')} is recorded (${clause}).`,
  lateNotice: (day, number, days, clause) =>
    `Notice ${number} was given on ${day}, less than ${counted(days, 'day')} before the end (${clause}).`,
  check: {
    lead: 'Nothing is recorded yet. Read it again before you decide.',
    request: (tranche, sum) => `tranche ${tranche}, ${sum}`,
    says: {
      suspend: (name) => `You suspend the project of ${name}.`,
      terminate: (name) => `You end the agreement with ${name}; nothing more is paid.`,
    },
    noneOpen: 'No request is on its way.',
    open: {
      suspend: (list) => `Requests on their way stop until the project is resumed: ${list}.`,
      terminate: (list) => `Requests on their way are cancelled and their money is no longer set aside: ${list}.`,
    },
    ordered: {
      suspend: (list) => `Orders already given go on and are recorded: ${list}.`,
      terminate: (list) =>
        `Orders already given go on and are recorded: ${list}. One that the treasury or bank sends back ends its request and is not paid again.`,
    },
    left: {
      suspend: (sum) => `What is unused, ${sum}, is kept.`,
      terminate: (sum) => `What is unused, ${sum}, can no longer be asked for; it is cancelled on the closing page.`,
    },
    told: 'The team is told at once and can read the reason.',
    keep: 'Record nothing, back',
  },
  send: 'Record the decision',
  whatAction: 'a decision',
  whatReason: 'the reason',
  whatNumber: 'the decision’s number',
  nothing: 'At this step the project can be neither suspended, resumed nor terminated.',
  past: 'Decisions so far',
};

export const steeringWords: Readonly<Record<Language, typeof vi>> = { vi, en };
