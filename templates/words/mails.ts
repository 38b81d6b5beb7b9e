// What letters say. {x} stands for what the letter is about; the reader's name and the link stand on lines of their own.

/** A letter about a dossier: its subject, and what has happened with what follows from it. */
const vi = {
  greeting: 'Kính gửi {name},',
  open: 'Xem hồ sơ tại:',
  /** Where somebody has something to do. */
  places: {
    screening: 'Kiểm tra hồ sơ tại:',
    application: 'Bổ sung và nộp lại hồ sơ tại:',
    reviewers: 'Phân công chuyên gia tại:',
    review: 'Khai báo xung đột lợi ích và đánh giá tại:',
    refer: 'Trình hội đồng tại:',
    council: 'Xem hồ sơ và bỏ phiếu tại:',
    councilSeen: 'Theo dõi hội đồng tại:',
    conclude: 'Ghi kết luận của hội đồng tại:',
    award: 'Xem hồ sơ và quyết định tại:',
    budget: 'Dành nguồn ngân sách tại:',
    agreement: 'Ghi nhận hợp đồng tại:',
    newRequest: 'Gửi đề nghị giải ngân tại:',
    closing: 'Thanh lý hợp đồng tại:',
    progress: 'Xem báo cáo tại:',
    prototype: 'Xem báo cáo và nghiệm thu tại:',
    company: 'Xác nhận doanh nghiệp tại:',
    novation: 'Chuyển giao hợp đồng tại:',
  },
  openRequest: 'Mở đề nghị giải ngân tại:',
  openRecovery: 'Mở khoản thu hồi tại:',
  facts: {
    programme: 'Chương trình: {value}',
    code: 'Số hồ sơ: {value}',
    project: 'Dự án: {value}',
    due: 'Thời hạn {what}: {value}',
    amount: 'Số tiền: {value}',
    asked: 'Số tiền đề nghị: {value}',
    accepted: 'Số tiền được chấp nhận: {value}',
    recommended: 'Hội đồng đề nghị: {value}',
    awarded: 'Kinh phí hỗ trợ: {value}',
    planned: 'Ngân sách đã dành: {value}',
    year: 'Năm ngân sách: {value}',
    agreementNumber: 'Số hợp đồng: {value}',
    endsOn: 'Thực hiện đến hết ngày: {value}',
    decisionNumber: 'Số quyết định: {value}',
    cancelled: 'Số tiền đã hủy: {value}',
    paid: 'Số tiền đã chi: {value}',
    reference: 'Số tham chiếu: {value}',
    paidOn: 'Ngày chi: {value}',
    settled: 'Số tiền được quyết toán: {value}',
    unspent: 'Số tiền không dùng hết: {value}',
    stillAdvanced: 'Tạm ứng còn phải quyết toán: {value}',
    owed: 'Số tiền phải nộp lại: {value}',
    received: 'Số tiền đã nhận: {value}',
    netted: 'Số tiền đã bù trừ: {value}',
    receivedOn: 'Ngày nhận: {value}',
    stillDue: 'Còn phải nộp lại: {value}',
    writtenOff: 'Số tiền được xóa: {value}',
  },
  reason: 'Lý do: {reason}',
  notAccepted: 'Không được chấp nhận:',
  notAcceptedLine: '- {line}: {amount}',
  notAcceptedWhy: '- {line}: {amount}. Lý do: {reason}',
  tranche: 'đợt {tranche}',
  request: 'đề nghị giải ngân đợt {tranche}',
  aRequest: 'một đề nghị giải ngân',
  footer: 'Vườn Ươm, hệ thống hỗ trợ ươm tạo từ ngân sách nhà nước\nThư này được gửi tự động; xin không trả lời.',
  aDossier: 'hồ sơ của bạn',
  anyDossier: 'một hồ sơ',
  dossierOf: 'hồ sơ “{about}”',
  confirm: {
    subject: 'Xác nhận địa chỉ e-mail của bạn',
    text: 'Có người vừa đăng ký tài khoản Vườn Ươm bằng địa chỉ e-mail này. Nếu đó là bạn, hãy mở liên kết dưới đây trong vòng 48 giờ để xác nhận:',
    after:
      'Nếu bạn không đăng ký, hãy bỏ qua thư này và đừng mở liên kết: tài khoản sẽ không dùng được khi chưa xác nhận.',
  },
  exists: {
    subject: 'Bạn đã có tài khoản Vườn Ươm',
    text: 'Có người vừa đăng ký bằng địa chỉ e-mail này, nhưng bạn đã có tài khoản nên không có gì thay đổi. Hãy đăng nhập tại:',
    after: 'Nếu quên mật khẩu, bạn có thể đặt mật khẩu mới tại:',
  },
  reset: {
    subject: 'Đặt mật khẩu mới',
    text: 'Có người vừa yêu cầu đặt mật khẩu mới cho tài khoản Vườn Ươm của bạn. Nếu đó là bạn, hãy mở liên kết dưới đây trong vòng 1 giờ:',
    after: 'Nếu không phải bạn, hãy bỏ qua thư này: mật khẩu hiện tại vẫn giữ nguyên.',
  },
  changed: {
    subject: 'Mật khẩu của bạn đã được đổi',
    text: 'Mật khẩu tài khoản Vườn Ươm của bạn vừa được đổi, mọi phiên đăng nhập khác đã kết thúc. Nếu không phải bạn đổi, hãy đặt lại mật khẩu ngay tại:',
    after: '',
  },
  invite: {
    subject: 'Mời bạn làm việc trên Vườn Ươm',
    text: '{Agency} mời bạn tham gia chương trình hỗ trợ ươm tạo với vai trò: {roles}. Hãy mở liên kết dưới đây trong vòng 7 ngày để chọn mật khẩu:',
    after: 'Nếu bạn không chờ đợi lời mời này, hãy bỏ qua thư.',
  },
  appointed: {
    subject: 'Bạn được giao vai trò trên Vườn Ươm',
    text: '{Agency} giao cho bạn vai trò trong chương trình hỗ trợ ươm tạo: {roles}. Hãy đăng nhập bằng tài khoản đang có tại:',
    after: '',
  },
  notices: {
    applicationReceived: {
      team: [
        'Đã nhận hồ sơ',
        'Chúng tôi đã nhận {dossier}. Tiếp theo, cán bộ chương trình kiểm tra hồ sơ và báo kết quả cho bạn.',
      ],
      'team.again': [
        'Đã nhận hồ sơ bổ sung',
        'Chúng tôi đã nhận {dossier} sau khi bổ sung. Tiếp theo, cán bộ chương trình kiểm tra lại và báo kết quả cho bạn.',
      ],
      officer: ['Hồ sơ cần kiểm tra', '{Dossier} vừa được nộp và chờ bạn kiểm tra hồ sơ.'],
      'officer.again': [
        'Hồ sơ đã bổ sung, cần kiểm tra lại',
        '{Dossier} đã được bổ sung, nộp lại và chờ bạn kiểm tra hồ sơ.',
      ],
    },
    completionNeeded: {
      team: [
        'Cần bổ sung hồ sơ',
        'Cán bộ chương trình đề nghị bạn bổ sung {dossier} rồi nộp lại. Quá thời hạn mà chưa nộp lại, hồ sơ bị đóng.',
      ],
    },
    foundEligible: {
      team: [
        'Hồ sơ hợp lệ',
        'Kết quả kiểm tra: {dossier} hợp lệ. Tiếp theo, chuyên gia đánh giá hồ sơ và hội đồng xem xét; bạn chưa phải làm gì.',
      ],
      officer: ['Hồ sơ chờ phân công đánh giá', '{Dossier} hợp lệ và chờ bạn phân công chuyên gia đánh giá.'],
    },
    foundIneligible: {
      team: ['Hồ sơ không hợp lệ', 'Kết quả kiểm tra: {dossier} không hợp lệ nên không được đánh giá.'],
    },
    reviewAsked: {
      reviewers: [
        'Hồ sơ cần đánh giá',
        'Bạn được phân công đánh giá {dossier}. Trước tiên, xin khai báo bạn có xung đột lợi ích hay không: khai báo xong mới mở được hồ sơ. Nếu không có xung đột, bạn đọc hồ sơ và chấm phiếu đánh giá gồm {criteria} tiêu chí; có thể lưu lại và làm nhiều lần cho đến hết thời hạn dưới đây, nộp rồi thì không sửa được. Nếu có xung đột, cán bộ chương trình sẽ phân công người khác.',
      ],
    },
    reviewSubmitted: {
      staff: [
        'Đủ phiếu đánh giá, chờ trình hội đồng',
        'Các chuyên gia đã nộp đủ phiếu đánh giá {dossier}. Hồ sơ chờ bạn lập hội đồng và trình hội đồng.',
      ],
    },
    councilCalled: {
      council: [
        'Hồ sơ trình hội đồng',
        '{Dossier} đã được trình hội đồng mà bạn là thành viên. Xin đọc hồ sơ, các phiếu đánh giá và bỏ phiếu từng nội dung.',
      ],
      secretary: [
        'Đã lập hội đồng',
        'Hội đồng {members} thành viên đã được lập cho {dossier}. Khi đủ số thành viên bỏ phiếu, thư ký hoặc chủ tịch hội đồng ghi kết luận.',
      ],
    },
    voteCast: {
      staff: [
        'Hội đồng đủ điều kiện kết luận',
        '{Votes}/{members} thành viên đã bỏ phiếu về {dossier}, đủ để hội đồng họp và kết luận. Hồ sơ chờ bạn ghi kết luận của hội đồng.',
      ],
      'chair.all': [
        'Hội đồng đã bỏ phiếu xong',
        'Cả {members} thành viên đã bỏ phiếu về {dossier}. Hồ sơ chờ bạn ghi kết luận của hội đồng.',
      ],
      'secretary.all': [
        'Hội đồng đã bỏ phiếu xong',
        'Cả {members} thành viên đã bỏ phiếu về {dossier}. Hồ sơ chờ bạn ghi kết luận của hội đồng.',
      ],
    },
    recommended: {
      team: [
        'Hội đồng đề nghị hỗ trợ',
        'Hội đồng đã kết luận: đề nghị hỗ trợ {dossier}. Đây chưa phải là quyết định hỗ trợ: giám đốc sẽ quyết định, với số tiền không quá mức hội đồng đề nghị.',
      ],
      'team.completion': [
        'Hội đồng đề nghị hỗ trợ, cần hoàn thiện hồ sơ',
        'Hội đồng đã kết luận: đề nghị hỗ trợ {dossier}, sau khi bạn hoàn thiện hồ sơ theo ý kiến của hội đồng. Xin nộp lại trong thời hạn; quá hạn, hồ sơ bị đóng. Sau đó giám đốc quyết định.',
      ],
      director: ['Hồ sơ chờ quyết định', 'Hội đồng đề nghị hỗ trợ {dossier}. Hồ sơ chờ quyết định của bạn.'],
      'director.completion': [
        'Hội đồng đề nghị hỗ trợ',
        'Hội đồng đề nghị hỗ trợ {dossier}, sau khi nhóm dự án hoàn thiện hồ sơ. Khi nhóm nộp lại, hồ sơ sẽ chờ quyết định của bạn.',
      ],
    },
    notRecommended: {
      team: [
        'Kết luận của hội đồng',
        'Hội đồng đã kết luận: không đề nghị hỗ trợ {dossier}. Quyết định cuối cùng thuộc về giám đốc và sẽ được gửi cho bạn cùng lý do.',
      ],
      director: ['Hồ sơ chờ quyết định', 'Hội đồng không đề nghị hỗ trợ {dossier}. Hồ sơ chờ quyết định của bạn.'],
    },
    applicationCompleted: {
      team: ['Đã nhận hồ sơ hoàn thiện', '{Dossier} đã được hoàn thiện và nộp lại. Tiếp theo, giám đốc quyết định.'],
      director: [
        'Hồ sơ chờ quyết định',
        'Nhóm dự án đã hoàn thiện {dossier} theo ý kiến của hội đồng. Hồ sơ chờ quyết định của bạn.',
      ],
      officer: [
        'Hồ sơ đã hoàn thiện',
        'Nhóm dự án đã hoàn thiện {dossier} theo ý kiến của hội đồng. Hồ sơ chờ quyết định của giám đốc.',
      ],
    },
    awarded: {
      team: [
        'Quyết định hỗ trợ',
        'Đã có quyết định hỗ trợ {dossier}. Tiếp theo, cán bộ tài chính dành nguồn ngân sách và đơn vị hỗ trợ ký hợp đồng với bạn.',
      ],
      financeOfficer: [
        'Cần dành nguồn ngân sách',
        'Đã có quyết định hỗ trợ {dossier}. Xin dành nguồn ngân sách để ký hợp đồng trong thời hạn.',
      ],
      officer: [
        'Đã có quyết định hỗ trợ',
        'Đã có quyết định hỗ trợ {dossier}. Xin chuẩn bị hợp đồng; cán bộ tài chính dành nguồn ngân sách.',
      ],
    },
    rejected: {
      team: ['Hồ sơ không được hỗ trợ', 'Đã có quyết định không hỗ trợ {dossier}.'],
    },
    withdrawn: {
      team: ['Hồ sơ đã rút', '{Dossier} đã được rút và không được xem xét nữa.'],
      staff: ['Hồ sơ đã rút', 'Nhóm dự án đã rút {dossier}. Bạn không phải làm gì thêm với hồ sơ này.'],
    },
    lapsed: {
      team: ['Hồ sơ đã bị đóng', '{Dossier} đã bị đóng vì quá hạn.'],
    },
    agreementReady: {
      team: [
        'Hợp đồng sắp được ký',
        'Nguồn ngân sách cho {dossier} đã được dành. Tiếp theo, bạn và đơn vị hỗ trợ ký hợp đồng trong thời hạn.',
      ],
      staff: [
        'Hợp đồng chờ ký',
        'Nguồn ngân sách cho {dossier} đã được dành. Xin ký hợp đồng với nhóm dự án và ghi nhận trong thời hạn.',
      ],
    },
    agreementSigned: {
      team: [
        'Hợp đồng đã ký',
        'Hợp đồng của {dossier} đã được ký. Từ nay bạn có thể gửi đề nghị giải ngân, kèm tài liệu minh chứng.',
      ],
      financeOfficer: ['Hợp đồng đã ký', 'Hợp đồng của {dossier} đã được ký. Nhóm dự án có thể gửi đề nghị giải ngân.'],
    },
    projectSuspended: {
      team: [
        'Dự án tạm dừng',
        'Dự án theo {dossier} đã tạm dừng. Trong thời gian này chưa thể giải ngân. Giám đốc quyết định khi nào dự án tiếp tục.',
      ],
      staff: [
        'Dự án tạm dừng',
        'Dự án theo {dossier} đã tạm dừng. Trong thời gian này không lập, duyệt chứng từ thanh toán và không phát lệnh chi.',
      ],
    },
    projectResumed: {
      team: ['Dự án tiếp tục', 'Dự án theo {dossier} được tiếp tục. Bạn lại có thể gửi đề nghị giải ngân.'],
      staff: ['Dự án tiếp tục', 'Dự án theo {dossier} được tiếp tục. Các bước thanh toán lại có thể thực hiện.'],
    },
    projectTerminated: {
      team: ['Chấm dứt hợp đồng', 'Hợp đồng của {dossier} đã bị chấm dứt. Bạn không thể gửi đề nghị giải ngân nữa.'],
      staff: ['Chấm dứt hợp đồng', 'Hợp đồng của {dossier} đã bị chấm dứt.'],
    },
    closingBegun: {
      team: [
        'Bắt đầu thanh lý hợp đồng',
        'Hợp đồng của {dossier} đang được thanh lý. Xin hoàn tất các đề nghị giải ngân, quyết toán tạm ứng và khoản phải nộp lại còn dở; sau đó giám đốc kết thúc dự án.',
      ],
      director: [
        'Hợp đồng đang thanh lý',
        'Hợp đồng của {dossier} đang được thanh lý. Khi không còn khoản nào dở dang, xin kết thúc dự án.',
      ],
      financeOfficer: [
        'Bắt đầu thanh lý hợp đồng',
        'Hợp đồng của {dossier} đang được thanh lý. Xin hoàn tất các khoản còn dở dang và hủy phần kinh phí còn lại.',
      ],
    },
    remainderCancelled: {
      team: ['Hủy kinh phí còn lại', 'Phần kinh phí chưa dùng của {dossier} đã được hủy.'],
    },
    projectClosed: {
      team: ['Dự án kết thúc', 'Dự án theo {dossier} đã kết thúc và thanh lý hợp đồng.'],
    },
    progressReported: {
      officer: ['Báo cáo tiến độ', 'Dự án theo {dossier} đã báo cáo sang bước mới.'],
      'officer.technologyCompletionStarted': [
        'Báo cáo tiến độ: hoàn thiện công nghệ',
        'Dự án theo {dossier} đã bắt đầu hoàn thiện công nghệ.',
      ],
      'officer.prototypeStarted': [
        'Báo cáo tiến độ: sản phẩm mẫu',
        'Dự án theo {dossier} đã bắt đầu sản xuất thử sản phẩm mẫu.',
      ],
      'officer.commercialisationStarted': [
        'Báo cáo tiến độ: thương mại hóa',
        'Dự án theo {dossier} đã bắt đầu thương mại hóa.',
      ],
    },
    prototypeAccepted: {
      team: ['Nghiệm thu sản phẩm mẫu', 'Sản phẩm mẫu của {dossier} đã được nghiệm thu.'],
    },
    registrationStarted: {
      officer: [
        'Doanh nghiệp cần xác nhận',
        'Nhóm dự án theo {dossier} đã khai doanh nghiệp mới thành lập. Xin đối chiếu với giấy chứng nhận đăng ký và xác nhận.',
      ],
    },
    companyFormed: {
      team: [
        'Đã xác nhận doanh nghiệp',
        'Doanh nghiệp của dự án theo {dossier} đã được xác nhận. Tiếp theo, giám đốc quyết định chuyển giao hợp đồng cho doanh nghiệp.',
      ],
      director: [
        'Hợp đồng chờ chuyển giao',
        'Doanh nghiệp của dự án theo {dossier} đã thành lập và được xác nhận. Hợp đồng chờ bạn quyết định chuyển giao.',
      ],
    },
    agreementNovated: {
      team: [
        'Chuyển giao hợp đồng',
        'Hợp đồng của {dossier} đã được chuyển giao cho doanh nghiệp. Từ nay doanh nghiệp là bên nhận hỗ trợ.',
      ],
    },
    disbursementReceived: {
      team: [
        'Đã nhận đề nghị giải ngân',
        'Chúng tôi đã nhận {request} của {dossier}. Tiếp theo, cán bộ chương trình thẩm tra chứng từ.',
      ],
      officer: ['Đề nghị giải ngân chờ thẩm tra chứng từ', '{Dossier} có {request} chờ bạn thẩm tra chứng từ.'],
      'officer.again': [
        'Đề nghị giải ngân gửi lại, chờ thẩm tra chứng từ',
        '{Dossier} đã bổ sung và gửi lại {request}, chờ bạn thẩm tra chứng từ.',
      ],
    },
    disbursementVerified: {
      team: [
        'Chứng từ đã được chấp nhận',
        'Cán bộ chương trình đã thẩm tra chứng từ và chấp nhận toàn bộ {request} của {dossier}. Tiếp theo, cán bộ tài chính lập chứng từ thanh toán.',
      ],
      'team.less': [
        'Chứng từ được chấp nhận một phần',
        'Cán bộ chương trình đã thẩm tra chứng từ và chấp nhận một phần {request} của {dossier}. Phần không được chấp nhận trở về kinh phí còn lại của dự án. Tiếp theo, cán bộ tài chính lập chứng từ thanh toán cho phần được chấp nhận.',
      ],
      financeOfficer: [
        'Chờ lập chứng từ thanh toán',
        '{Dossier} có {request} đã thẩm tra chứng từ, chờ bạn lập chứng từ thanh toán.',
      ],
    },
    disbursementReturned: {
      team: [
        'Đề nghị giải ngân được trả lại',
        '{Request} của {dossier} được trả lại để bạn bổ sung. Xin bổ sung rồi gửi lại; số tiền này trở về kinh phí còn lại của dự án cho đến khi bạn gửi lại.',
      ],
      hands: [
        'Đề nghị giải ngân được trả lại',
        '{Request} của {dossier} mà bạn đã xử lý được trả lại cho nhóm dự án. Khi nhóm gửi lại, các bước được làm lại từ đầu.',
      ],
    },
    disbursementRefused: {
      team: [
        'Đề nghị giải ngân bị từ chối',
        '{Request} của {dossier} bị từ chối. Số tiền này trở về kinh phí còn lại của dự án.',
      ],
      hands: ['Đề nghị giải ngân bị từ chối', '{Request} của {dossier} mà bạn đã xử lý bị từ chối.'],
    },
    disbursementCancelled: {
      team: [
        'Đề nghị giải ngân đã hủy',
        '{Request} của {dossier} đã được hủy. Số tiền này trở về kinh phí còn lại của dự án.',
      ],
      officer: [
        'Đề nghị giải ngân đã hủy',
        '{Request} của {dossier} đã được hủy. Bạn không phải thẩm tra chứng từ nữa.',
      ],
    },
    paymentPrepared: {
      chiefAccountant: [
        'Khoản giải ngân chờ duyệt',
        'Chứng từ thanh toán cho {request} của {dossier} đã được lập và chờ bạn duyệt.',
      ],
    },
    paymentApproved: {
      team: [
        'Khoản giải ngân đã được duyệt',
        '{Request} của {dossier} đã được kế toán trưởng duyệt. Tiếp theo, cán bộ tài chính phát lệnh chi.',
      ],
      financeOfficer: [
        'Khoản giải ngân chờ phát lệnh chi',
        '{Request} của {dossier} đã được kế toán trưởng duyệt và chờ bạn phát lệnh chi.',
      ],
    },
    disbursementOrdered: {
      team: [
        'Đã phát lệnh chi',
        'Đã phát lệnh chi cho {request} của {dossier}. Tiếp theo, kho bạc hoặc ngân hàng chuyển tiền.',
      ],
      financeOfficer: [
        'Lệnh chi chờ ghi nhận kết quả',
        'Đã phát lệnh chi cho {request} của {dossier}. Khi kho bạc hoặc ngân hàng trả lời, xin ghi nhận đã chi hoặc bị trả lại.',
      ],
    },
    disbursementPaid: {
      team: ['Đã chi tiền', 'Tiền của {request} theo {dossier} đã được chuyển.'],
      'team.advance': [
        'Đã chi tạm ứng',
        'Tiền tạm ứng của {request} theo {dossier} đã được chuyển. Xin nộp chứng từ để quyết toán tạm ứng; phần không dùng hết phải nộp lại.',
      ],
    },
    bankRejected: {
      team: [
        'Lệnh chi bị trả lại',
        'Kho bạc hoặc ngân hàng đã trả lại lệnh chi cho {request} của {dossier}. Xin kiểm tra thông tin tài khoản nhận tiền; cán bộ tài chính sẽ lập lại chứng từ thanh toán.',
      ],
      financeOfficer: [
        'Lệnh chi bị trả lại',
        'Kho bạc hoặc ngân hàng đã trả lại lệnh chi cho {request} của {dossier}. Xin kiểm tra và lập lại chứng từ thanh toán.',
      ],
    },
    advanceCleared: {
      team: ['Đã quyết toán tạm ứng', 'Khoản tạm ứng của {request} theo {dossier} đã được quyết toán.'],
      'team.part': [
        'Đã quyết toán một phần tạm ứng',
        'Một phần khoản tạm ứng của {request} theo {dossier} đã được quyết toán. Xin nộp chứng từ cho phần còn lại.',
      ],
      financeOfficer: ['Đã quyết toán tạm ứng', 'Khoản tạm ứng của {request} theo {dossier} đã được quyết toán.'],
      'financeOfficer.part': [
        'Đã quyết toán một phần tạm ứng',
        'Một phần khoản tạm ứng của {request} theo {dossier} đã được quyết toán.',
      ],
    },
    recoveryProposed: {
      team: [
        'Đề nghị thu hồi',
        'Có đề nghị thu hồi một khoản đã chi của {request} theo {dossier}. Giám đốc sẽ quyết định; bạn chưa phải nộp lại gì.',
      ],
      director: [
        'Đề nghị thu hồi chờ quyết định',
        'Có đề nghị thu hồi một khoản đã chi của {request} theo {dossier}, chờ bạn quyết định.',
      ],
    },
    recoveryDropped: {
      team: [
        'Không thu hồi',
        'Giám đốc đã quyết định không thu hồi khoản đã đề nghị của {request} theo {dossier}. Bạn không phải nộp lại gì.',
      ],
      hands: [
        'Không thu hồi',
        'Giám đốc đã quyết định không thu hồi khoản mà bạn đề nghị của {request} theo {dossier}.',
      ],
    },
    recoveryDue: {
      team: [
        'Quyết định thu hồi',
        'Đã có quyết định thu hồi một khoản đã chi của {request} theo {dossier}. Xin nộp lại số tiền dưới đây trong thời hạn. Chưa nộp đủ thì chưa thể nhận khoản giải ngân khác.',
      ],
      'team.arose': [
        'Tạm ứng không dùng hết phải nộp lại',
        'Khi quyết toán tạm ứng của {request} theo {dossier}, có phần không dùng hết. Xin nộp lại số tiền dưới đây. Chưa nộp đủ thì chưa thể nhận khoản giải ngân khác.',
      ],
      financeOfficer: [
        'Theo dõi khoản thu hồi',
        '{Dossier} có một khoản phải thu hồi của {request}. Khi nhận được tiền, xin ghi nhận.',
      ],
    },
    recoveryCashReceived: {
      team: [
        'Đã nhận tiền nộp lại',
        'Chúng tôi đã nhận tiền nộp lại của {request} theo {dossier}. Xin nộp tiếp phần còn thiếu trong thời hạn.',
      ],
      financeOfficer: [
        'Đã nhận tiền nộp lại',
        'Đã ghi nhận tiền nộp lại của {request} theo {dossier}; khoản thu hồi chưa đủ.',
      ],
    },
    recoveryNetted: {
      team: [
        'Đã bù trừ khoản thu hồi',
        'Một phần khoản phải thu hồi của {request} theo {dossier} đã được bù trừ vào đề nghị giải ngân tiếp theo. Xin nộp phần còn thiếu trong thời hạn.',
      ],
      financeOfficer: [
        'Đã bù trừ khoản thu hồi',
        'Một phần khoản phải thu hồi của {request} theo {dossier} đã được bù trừ vào đề nghị giải ngân tiếp theo.',
      ],
    },
    recoveryRepaid: {
      team: [
        'Đã nhận đủ tiền nộp lại',
        'Khoản phải thu hồi của {request} theo {dossier} đã được nộp đủ. Bạn không còn phải nộp lại gì của khoản này.',
      ],
      'team.netted': [
        'Đã bù trừ đủ khoản thu hồi',
        'Khoản phải thu hồi của {request} theo {dossier} đã được bù trừ đủ vào đề nghị giải ngân tiếp theo. Bạn không còn phải nộp lại gì của khoản này.',
      ],
      financeOfficer: ['Khoản thu hồi đã đủ', 'Khoản phải thu hồi của {request} theo {dossier} đã được nộp đủ.'],
      'financeOfficer.netted': [
        'Khoản thu hồi đã đủ',
        'Khoản phải thu hồi của {request} theo {dossier} đã được bù trừ đủ.',
      ],
    },
    recoveryWrittenOff: {
      team: [
        'Khoản thu hồi được xóa',
        'Khoản phải thu hồi của {request} theo {dossier} đã được xóa theo quyết định. Bạn không phải nộp lại số tiền này.',
      ],
      financeOfficer: [
        'Khoản thu hồi được xóa',
        'Khoản phải thu hồi của {request} theo {dossier} đã được xóa theo quyết định.',
      ],
    },
  },
  /** What a team has handed in without a decision being recorded. */
  handedIn: {
    prototype: [
      'Báo cáo sản phẩm mẫu chờ nghiệm thu',
      'Nhóm dự án theo {dossier} đã nộp báo cáo sản phẩm mẫu. Báo cáo chờ bạn xem và nghiệm thu.',
    ],
  },
} satisfies MailWords;

const en: typeof vi = {
  greeting: 'Dear {name},',
  open: 'See the dossier at:',
  places: {
    screening: 'Screen the application at:',
    application: 'Complete the application and hand it in again at:',
    reviewers: 'Assign reviewers at:',
    review: 'Declare conflicts of interest and review at:',
    refer: 'Refer it to the council at:',
    council: 'Read the dossier and vote at:',
    councilSeen: 'Follow the council at:',
    conclude: 'Record the council’s conclusion at:',
    award: 'Read the dossier and decide at:',
    budget: 'Plan the budget at:',
    agreement: 'Record the agreement at:',
    newRequest: 'Request a disbursement at:',
    closing: 'Close the project at:',
    progress: 'Read the report at:',
    prototype: 'Read the report and accept the prototype at:',
    company: 'Confirm the company at:',
    novation: 'Novate the agreement at:',
  },
  openRequest: 'See the disbursement request at:',
  openRecovery: 'See the recovery at:',
  facts: {
    programme: 'Programme: {value}',
    code: 'Number: {value}',
    project: 'Project: {value}',
    due: 'Due, {what}: {value}',
    amount: 'Amount: {value}',
    asked: 'Asked: {value}',
    accepted: 'Accepted: {value}',
    recommended: 'Recommended by the council: {value}',
    awarded: 'Awarded: {value}',
    planned: 'Planned: {value}',
    year: 'Budget year: {value}',
    agreementNumber: 'Agreement number: {value}',
    endsOn: 'Runs until the end of: {value}',
    decisionNumber: 'Decision number: {value}',
    cancelled: 'Cancelled: {value}',
    paid: 'Paid: {value}',
    reference: 'Reference: {value}',
    paidOn: 'Paid on: {value}',
    settled: 'Settled: {value}',
    unspent: 'Not spent: {value}',
    stillAdvanced: 'Still to be cleared: {value}',
    owed: 'To be repaid: {value}',
    received: 'Received: {value}',
    netted: 'Netted: {value}',
    receivedOn: 'Received on: {value}',
    stillDue: 'Still to be repaid: {value}',
    writtenOff: 'Written off: {value}',
  },
  reason: 'Reason: {reason}',
  notAccepted: 'Not accepted:',
  notAcceptedLine: '- {line}: {amount}',
  notAcceptedWhy: '- {line}: {amount}. Reason: {reason}',
  tranche: 'tranche {tranche}',
  request: 'the disbursement request of tranche {tranche}',
  aRequest: 'a disbursement request',
  footer: 'Vườn Ươm, incubation support from public funds\nThis letter was sent automatically; please do not reply.',
  aDossier: 'your dossier',
  anyDossier: 'a dossier',
  dossierOf: 'the dossier of {about}',
  confirm: {
    subject: 'Confirm your e-mail address',
    text: 'Somebody has signed up for a Vườn Ươm account with this e-mail address. If it was you, open this link within 48 hours to confirm it:',
    after:
      'If you did not sign up, ignore this letter and do not open the link: without confirmation the account cannot be used.',
  },
  exists: {
    subject: 'You already have a Vườn Ươm account',
    text: 'Somebody has just signed up with this e-mail address, but you already have an account, so nothing was changed. Sign in at:',
    after: 'If you have forgotten your password, choose a new one at:',
  },
  reset: {
    subject: 'Choose a new password',
    text: 'Somebody has asked for a new password for your Vườn Ươm account. If it was you, open this link within 1 hour:',
    after: 'If it was not you, ignore this letter: your password stays as it is.',
  },
  changed: {
    subject: 'Your password was changed',
    text: 'The password of your Vườn Ươm account has just been changed, and all other sessions were ended. If it was not you, choose a new password at once at:',
    after: '',
  },
  invite: {
    subject: 'You are invited to work on Vườn Ươm',
    text: '{Agency} invites you to its incubation programme as: {roles}. Open this link within 7 days to choose a password:',
    after: 'If you did not expect this invitation, ignore this letter.',
  },
  appointed: {
    subject: 'You were given a role on Vườn Ươm',
    text: '{Agency} has appointed you in its incubation programme as: {roles}. Sign in with the account that you have at:',
    after: '',
  },
  notices: {
    applicationReceived: {
      team: [
        'Application received',
        'We have received {dossier}. Next, an officer screens it and tells you the result.',
      ],
      'team.again': [
        'Completed application received',
        'We have received {dossier} again, completed. Next, an officer screens it again and tells you the result.',
      ],
      officer: ['An application to screen', '{Dossier} was handed in and waits for you to screen it.'],
      'officer.again': [
        'A completed application to screen again',
        '{Dossier} was completed, handed in again and waits for you to screen it.',
      ],
    },
    completionNeeded: {
      team: [
        'Please complete your application',
        'An officer asks you to complete {dossier} and to hand it in again. If it is not handed in again in time, it is closed.',
      ],
    },
    foundEligible: {
      team: [
        'Application eligible',
        'The check is done: {dossier} is eligible. Next, experts review it and the council considers it; you need not do anything now.',
      ],
      officer: ['Reviewers to be assigned', '{Dossier} is eligible and waits for you to assign reviewers.'],
    },
    foundIneligible: {
      team: ['Application not eligible', 'The check is done: {dossier} is not eligible and is not reviewed.'],
    },
    reviewAsked: {
      reviewers: [
        'An application to review',
        'You were assigned to review {dossier}. First, please declare whether you have a conflict of interest: only then does the application open. If you have none, read the application and fill in the review sheet with its {criteria} criteria; you can save and come back until the day below, and once submitted it cannot be changed. If you have one, an officer will assign somebody else.',
      ],
    },
    reviewSubmitted: {
      staff: [
        'All reviews are in: refer to the council',
        'All reviews of {dossier} were submitted. It waits for you to form the council and refer it.',
      ],
    },
    councilCalled: {
      council: [
        'A dossier before the council',
        '{Dossier} was referred to the council of which you are a member. Please read the application and the reviews, and vote on each item.',
      ],
      secretary: [
        'A council was formed',
        'A council of {members} was formed for {dossier}. When enough members have voted, the secretary or the chair records the conclusion.',
      ],
    },
    voteCast: {
      staff: [
        'The council can conclude',
        '{Votes} of {members} members have voted on {dossier}, enough for the council to meet and conclude. It waits for you to record the council’s conclusion.',
      ],
      'chair.all': [
        'The council has voted',
        'All {members} members have voted on {dossier}. It waits for you to record the council’s conclusion.',
      ],
      'secretary.all': [
        'The council has voted',
        'All {members} members have voted on {dossier}. It waits for you to record the council’s conclusion.',
      ],
    },
    recommended: {
      team: [
        'Recommended by the council',
        'The council has concluded and recommends support for {dossier}. This is not yet an award: the director decides, and awards no more than the council recommends.',
      ],
      'team.completion': [
        'Recommended by the council, to be completed',
        'The council has concluded and recommends support for {dossier}, once you have completed it as the council says. Please hand it in again in time; after that day it is closed. Then the director decides.',
      ],
      director: ['A dossier to decide', 'The council recommends support for {dossier}. It waits for your decision.'],
      'director.completion': [
        'Recommended by the council',
        'The council recommends support for {dossier}, once the team has completed it. When the team has handed it in again, it waits for your decision.',
      ],
    },
    notRecommended: {
      team: [
        'Conclusion of the council',
        'The council has concluded and does not recommend support for {dossier}. The director decides, and you will be told with the reason.',
      ],
      director: [
        'A dossier to decide',
        'The council does not recommend support for {dossier}. It waits for your decision.',
      ],
    },
    applicationCompleted: {
      team: [
        'Completed application received',
        '{Dossier} was completed and handed in again. Next, the director decides.',
      ],
      director: [
        'A dossier to decide',
        'The team has completed {dossier} as the council said. It waits for your decision.',
      ],
      officer: [
        'Application completed',
        'The team has completed {dossier} as the council said. It waits for the director’s decision.',
      ],
    },
    awarded: {
      team: [
        'Award decided',
        'It was decided to support {dossier}. Next, a finance officer plans the budget and the agency signs the agreement with you.',
      ],
      financeOfficer: [
        'Budget to be planned',
        'It was decided to support {dossier}. Please plan the budget, so that the agreement can be signed in time.',
      ],
      officer: [
        'Award decided',
        'It was decided to support {dossier}. Please prepare the agreement; a finance officer plans the budget.',
      ],
    },
    rejected: {
      team: ['Application rejected', 'It was decided not to support {dossier}.'],
    },
    withdrawn: {
      team: ['Application withdrawn', '{Dossier} was withdrawn and is considered no further.'],
      staff: ['Application withdrawn', 'The team has withdrawn {dossier}. Nothing more is asked of you for it.'],
    },
    lapsed: {
      team: ['Application lapsed', '{Dossier} was closed because its period has ended.'],
    },
    agreementReady: {
      team: [
        'The agreement is about to be signed',
        'The budget of {dossier} is planned. Next, you and the agency sign the agreement in time.',
      ],
      staff: [
        'An agreement to sign',
        'The budget of {dossier} is planned. Please sign the agreement with the team and record it in time.',
      ],
    },
    agreementSigned: {
      team: [
        'Agreement signed',
        'The agreement of {dossier} was signed. You can request disbursements from now on, with their evidence.',
      ],
      financeOfficer: [
        'Agreement signed',
        'The agreement of {dossier} was signed. The team can request disbursements.',
      ],
    },
    projectSuspended: {
      team: [
        'Project suspended',
        'The project of {dossier} was suspended. Nothing can be disbursed meanwhile. The director decides when it goes on.',
      ],
      staff: [
        'Project suspended',
        'The project of {dossier} was suspended. Meanwhile no payment is prepared, approved or ordered.',
      ],
    },
    projectResumed: {
      team: ['Project resumed', 'The project of {dossier} goes on. You can request disbursements again.'],
      staff: ['Project resumed', 'The project of {dossier} goes on. Payments can be handled again.'],
    },
    projectTerminated: {
      team: [
        'Agreement terminated',
        'The agreement of {dossier} was terminated. You cannot request disbursements any more.',
      ],
      staff: ['Agreement terminated', 'The agreement of {dossier} was terminated.'],
    },
    closingBegun: {
      team: [
        'Closing has begun',
        'The agreement of {dossier} is being liquidated. Please finish open disbursement requests, clear advances and repay what is due; then the director closes the project.',
      ],
      director: [
        'A project is closing',
        'The agreement of {dossier} is being liquidated. When nothing is open any more, please close the project.',
      ],
      financeOfficer: [
        'Closing has begun',
        'The agreement of {dossier} is being liquidated. Please finish what is open and cancel the remainder.',
      ],
    },
    remainderCancelled: {
      team: ['Remainder cancelled', 'The money of {dossier} that was not used was cancelled.'],
    },
    projectClosed: {
      team: ['Project closed', 'The project of {dossier} was closed and its agreement liquidated.'],
    },
    progressReported: {
      officer: ['Progress reported', 'The project of {dossier} has reported a new step.'],
      'officer.technologyCompletionStarted': [
        'Progress reported: technology completion',
        'The project of {dossier} has begun to complete its technology.',
      ],
      'officer.prototypeStarted': [
        'Progress reported: prototype',
        'The project of {dossier} has begun to make its prototype.',
      ],
      'officer.commercialisationStarted': [
        'Progress reported: commercialisation',
        'The project of {dossier} has begun commercialisation.',
      ],
    },
    prototypeAccepted: {
      team: ['Prototype accepted', 'The prototype of {dossier} was accepted.'],
    },
    registrationStarted: {
      officer: [
        'A company to confirm',
        'The team of {dossier} has named the company that it has formed. Please compare it with the registration certificate and confirm it.',
      ],
    },
    companyFormed: {
      team: [
        'Company confirmed',
        'The company of the project of {dossier} was confirmed. Next, the director decides to novate the agreement to it.',
      ],
      director: [
        'An agreement to novate',
        'The company of the project of {dossier} was formed and confirmed. The agreement waits for your decision to novate it.',
      ],
    },
    agreementNovated: {
      team: [
        'Agreement novated',
        'The agreement of {dossier} was novated to the company, which is the supported party from now on.',
      ],
    },
    disbursementReceived: {
      team: [
        'Disbursement request received',
        'We have received {request} of {dossier}. Next, an officer verifies its evidence.',
      ],
      officer: ['A disbursement request to verify', '{Dossier} has {request}, which waits for you to verify it.'],
      'officer.again': [
        'A disbursement request sent again, to verify',
        '{Dossier} has completed {request} and sent it again. It waits for you to verify it.',
      ],
    },
    disbursementVerified: {
      team: [
        'Evidence accepted',
        'An officer has verified {request} of {dossier} and accepted all of it. Next, a finance officer prepares the payment.',
      ],
      'team.less': [
        'Evidence accepted in part',
        'An officer has verified {request} of {dossier} and accepted a part of it. What was not accepted goes back to the project’s remaining money. Next, a finance officer prepares the payment of what was accepted.',
      ],
      financeOfficer: [
        'A payment to prepare',
        '{Dossier} has {request}, which is verified and waits for you to prepare the payment.',
      ],
    },
    disbursementReturned: {
      team: [
        'Disbursement request returned',
        '{Request} of {dossier} was returned to you to be completed. Please complete it and send it again; until then its money is back with the project.',
      ],
      hands: [
        'Disbursement request returned',
        '{Request} of {dossier}, which you have handled, was returned to the team. When it is sent again, every step is taken anew.',
      ],
    },
    disbursementRefused: {
      team: ['Disbursement request refused', '{Request} of {dossier} was refused. Its money is back with the project.'],
      hands: ['Disbursement request refused', '{Request} of {dossier}, which you have handled, was refused.'],
    },
    disbursementCancelled: {
      team: [
        'Disbursement request cancelled',
        '{Request} of {dossier} was cancelled. Its money is back with the project.',
      ],
      officer: [
        'Disbursement request cancelled',
        '{Request} of {dossier} was cancelled. It need not be verified any more.',
      ],
    },
    paymentPrepared: {
      chiefAccountant: [
        'A payment to approve',
        'The payment of {request} of {dossier} was prepared and waits for your approval.',
      ],
    },
    paymentApproved: {
      team: [
        'Payment approved',
        '{Request} of {dossier} was approved by the chief accountant. Next, a finance officer orders the payment.',
      ],
      financeOfficer: [
        'A payment to order',
        '{Request} of {dossier} was approved by the chief accountant and waits for you to order the payment.',
      ],
    },
    disbursementOrdered: {
      team: [
        'Payment ordered',
        'The payment of {request} of {dossier} was ordered. Next, the treasury or the bank transfers the money.',
      ],
      financeOfficer: [
        'A payment order to confirm',
        'The payment of {request} of {dossier} was ordered. When the treasury or the bank answers, please record that it was paid or sent back.',
      ],
    },
    disbursementPaid: {
      team: ['Money paid', 'The money of {request} of {dossier} was transferred.'],
      'team.advance': [
        'Advance paid',
        'The advance of {request} of {dossier} was transferred. Please hand in the evidence to clear it; what is not spent is to be repaid.',
      ],
    },
    bankRejected: {
      team: [
        'Payment order sent back',
        'The treasury or the bank has sent back the payment order of {request} of {dossier}. Please check the account to which the money goes; a finance officer will prepare the payment again.',
      ],
      financeOfficer: [
        'Payment order sent back',
        'The treasury or the bank has sent back the payment order of {request} of {dossier}. Please check and prepare the payment again.',
      ],
    },
    advanceCleared: {
      team: ['Advance cleared', 'The advance of {request} of {dossier} was cleared.'],
      'team.part': [
        'Advance cleared in part',
        'A part of the advance of {request} of {dossier} was cleared. Please hand in the evidence of the rest.',
      ],
      financeOfficer: ['Advance cleared', 'The advance of {request} of {dossier} was cleared.'],
      'financeOfficer.part': [
        'Advance cleared in part',
        'A part of the advance of {request} of {dossier} was cleared.',
      ],
    },
    recoveryProposed: {
      team: [
        'A recovery was proposed',
        'It was proposed to recover money that was paid for {request} of {dossier}. The director decides; you need not repay anything yet.',
      ],
      director: [
        'A recovery to decide',
        'It was proposed to recover money that was paid for {request} of {dossier}. It waits for your decision.',
      ],
    },
    recoveryDropped: {
      team: [
        'No recovery',
        'The director has decided not to recover what was proposed of {request} of {dossier}. You need not repay anything.',
      ],
      hands: ['No recovery', 'The director has decided not to recover what you proposed of {request} of {dossier}.'],
    },
    recoveryDue: {
      team: [
        'Recovery decided',
        'It was decided to recover money that was paid for {request} of {dossier}. Please repay the amount below in time. Until it is repaid, nothing else can be disbursed to you.',
      ],
      'team.arose': [
        'An unspent advance is to be repaid',
        'When the advance of {request} of {dossier} was cleared, a part of it was not spent. Please repay the amount below. Until it is repaid, nothing else can be disbursed to you.',
      ],
      financeOfficer: [
        'A recovery to follow up',
        '{Dossier} has money to be recovered of {request}. Please record it when it comes in.',
      ],
    },
    recoveryCashReceived: {
      team: [
        'Repayment received',
        'We have received a repayment of {request} of {dossier}. Please repay the rest in time.',
      ],
      financeOfficer: ['Repayment received', 'A repayment of {request} of {dossier} was recorded; more is still due.'],
    },
    recoveryNetted: {
      team: [
        'Recovery netted',
        'A part of what is to be recovered of {request} of {dossier} was netted on the next disbursement request. Please repay the rest in time.',
      ],
      financeOfficer: [
        'Recovery netted',
        'A part of what is to be recovered of {request} of {dossier} was netted on the next disbursement request.',
      ],
    },
    recoveryRepaid: {
      team: [
        'Repaid in full',
        'What was to be recovered of {request} of {dossier} was repaid in full. Nothing more of it is due.',
      ],
      'team.netted': [
        'Netted in full',
        'What was to be recovered of {request} of {dossier} was netted in full on the next disbursement request. Nothing more of it is due.',
      ],
      financeOfficer: ['Repaid in full', 'What was to be recovered of {request} of {dossier} was repaid in full.'],
      'financeOfficer.netted': [
        'Netted in full',
        'What was to be recovered of {request} of {dossier} was netted in full.',
      ],
    },
    recoveryWrittenOff: {
      team: [
        'Recovery written off',
        'What was to be recovered of {request} of {dossier} was written off by decision. You need not repay it.',
      ],
      financeOfficer: [
        'Recovery written off',
        'What was to be recovered of {request} of {dossier} was written off by decision.',
      ],
    },
  },
  handedIn: {
    prototype: [
      'A prototype report to accept',
      'The team of {dossier} has handed in its report on the prototype. It waits for you to read and accept it.',
    ],
  },
};

type Sentences = { subject: string; text: string; after: string };
/** Subject and text. */
type Notice = [string, string];
/** By who reads it, and behind a point by what is special: 'team', 'officer.again'; 'staff' for all who have none of their own. */
type Notices = Readonly<Record<string, Notice>>;
type MailWords = Record<'places' | 'facts', Record<string, string>> &
  Record<
    | 'greeting'
    | 'open'
    | 'openRequest'
    | 'openRecovery'
    | 'footer'
    | 'aDossier'
    | 'anyDossier'
    | 'dossierOf'
    | 'reason'
    | 'notAccepted'
    | 'notAcceptedLine'
    | 'notAcceptedWhy'
    | 'tranche'
    | 'request'
    | 'aRequest',
    string
  > &
  Record<'confirm' | 'exists' | 'reset' | 'changed' | 'invite' | 'appointed', Sentences> & {
    notices: Record<string, Notices>;
    handedIn: Record<string, Notice>;
  };

export const mailWords = { vi, en };
