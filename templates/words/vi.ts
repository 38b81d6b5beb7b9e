/** Every word that a page shows, in Vietnamese. English has the same keys, or it does not compile. */
export const vi = {
  brand: 'Vườn Ươm',
  skipToContent: 'Đến nội dung chính',
  mainNavigation: 'Chính',
  otherLanguage: 'English',
  myWork: 'Việc của tôi',
  calls: 'Đợt tiếp nhận',
  signIn: 'Đăng nhập',
  demo: 'Bản dùng thử: dữ liệu trên máy này không có giá trị pháp lý.',
  start: {
    title: 'Hỗ trợ ươm tạo từ ngân sách nhà nước',
    lead: 'Từ hồ sơ đăng ký đến doanh nghiệp được thành lập, mỗi đồng đều đúng quy định và truy được căn cứ.',
    whatTitle: 'Vườn Ươm làm gì',
    what: 'Vườn Ươm là hệ thống tiếp nhận, xét chọn, giải ngân và theo dõi các dự án khởi nghiệp được ươm tạo bằng kinh phí nhà nước. Mỗi quyết định, mỗi khoản chi đều được ghi lại cùng căn cứ pháp lý và không thể sửa hay xóa.',
    whoTitle: 'Dành cho ai',
    who: [
      {
        name: 'Nhóm khởi nghiệp',
        does: 'nộp hồ sơ, báo cáo kết quả và đề nghị giải ngân; luôn thấy hồ sơ đang ở đâu và đến lượt ai.',
      },
      { name: 'Chuyên gia đánh giá', does: 'đọc và chấm hồ sơ được giao; bản chấm nháp chỉ mình xem được.' },
      {
        name: 'Cán bộ tài chính',
        does: 'chi đúng người, đúng nội dung, trong mức trần; hệ thống chỉ ra điều khoản trước khi một khoản vượt mức.',
      },
    ],
    packsTitle: 'Bộ quy định có sẵn',
    packsCount: (all: number, open: number) => `${all} bộ quy định, ${open} bộ có thể mở đợt: mức hỗ trợ và tình trạng`,
    fictional: 'Hư cấu, không phải luật',
    stage: 'Giai đoạn',
    total: 'Mức hỗ trợ',
    duration: 'Thời gian',
    standing: 'Tình trạng',
    months: 'tháng',
    unknown: 'Chưa xác định',
    blocked: 'Chưa thể mở đợt',
    shut: (stages: number) => `Chưa thể mở đợt nào: ${stages} giai đoạn, vì sao`,
    pathTitle: 'Đường đi của một dự án',
    path: [
      { name: 'Nộp hồ sơ', text: 'Theo đợt tiếp nhận và biểu mẫu của văn bản áp dụng.' },
      {
        name: 'Đánh giá và quyết định',
        text: 'Kiểm tra hồ sơ, chấm điểm, hội đồng biểu quyết, lãnh đạo ra quyết định.',
      },
      { name: 'Ươm tạo', text: 'Ký hợp đồng, làm sản phẩm mẫu, nhận kinh phí theo đợt khi có tài liệu minh chứng.' },
      { name: 'Thành lập doanh nghiệp', text: 'Đăng ký doanh nghiệp, chuyển giao hợp đồng, quyết toán.' },
    ],
  },
  faults: {
    notFound: { title: 'Không tìm thấy trang', text: 'Địa chỉ có thể bị gõ nhầm hoặc trang đã chuyển đi nơi khác.' },
    notForYou: {
      title: 'Bạn không có quyền xem trang này',
      text: 'Trang này dành cho người giữ một vai trò khác. Mở “Việc của tôi” để xem các việc của bạn.',
    },
    forbidden: {
      title: 'Không thực hiện được yêu cầu này',
      text: 'Yêu cầu không đến từ một trang của Vườn Ươm hoặc bạn không có quyền. Chưa có gì thay đổi.',
    },
    tooLarge: { title: 'Nội dung gửi quá lớn', text: 'Hãy gửi ít hơn trong một lần. Chưa có gì thay đổi.' },
    busy: {
      title: 'Hệ thống đang bận',
      text: 'Chưa nhận được trả lời từ cơ sở dữ liệu. Xin thử lại sau vài giây; gửi lại không làm một việc hai lần.',
    },
    clock: {
      title: 'Đồng hồ của máy chủ sai giờ',
      text: 'Vì vậy chưa ghi nhận được gì, và chưa có gì thay đổi. Hãy báo người vận hành hệ thống.',
    },
    broken: { title: 'Có lỗi ở phía chúng tôi', text: 'Lỗi đã được ghi lại. Xin thử lại sau.' },
    kept: 'Nội dung bạn đã nhập còn ở trang này. Hãy để trang này mở, rồi bấm “Gửi lại”; gửi nhiều lần cũng chỉ được ghi một lần.',
    resend: 'Gửi lại',
    back: 'Về trang đầu',
  },
};
