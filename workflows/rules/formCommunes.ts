// Names of communes since 01/07/2025, as the state's statistics office publishes them under QĐ 19/2025/QĐ-TTg, taken from the seed
// data of the open project sunshine-tech/VietnamProvinces (2025-07), written with one spelling of the tone (Hòa, Thủy). The cities
// of the packs and Hà Nội are here, counted against what is published of each; all other provinces take a name as it is typed.

const written: Readonly<Record<string, { readonly phuong: string; readonly xa: string; readonly dacKhu?: string }>> = {
  '01': {
    phuong:
      'Hoàn Kiếm|Cửa Nam|Ba Đình|Ngọc Hà|Giảng Võ|Hai Bà Trưng|Vĩnh Tuy|Bạch Mai|Đống Đa|Kim Liên|Văn Miếu - Quốc Tử Giám|Láng|Ô Chợ Dừa|Hồng Hà|Lĩnh Nam|Hoàng Mai|Vĩnh Hưng|Tương Mai|Định Công|Hoàng Liệt|Yên Sở|Thanh Xuân|Khương Đình|Phương Liệt|Cầu Giấy|Nghĩa Đô|Yên Hòa|Tây Hồ|Phú Thượng|Tây Tựu|Phú Diễn|Xuân Đỉnh|Đông Ngạc|Thượng Cát|Từ Liêm|Xuân Phương|Tây Mỗ|Đại Mỗ|Long Biên|Bồ Đề|Việt Hưng|Phúc Lợi|Hà Đông|Dương Nội|Yên Nghĩa|Phú Lương|Kiến Hưng|Thanh Liệt|Chương Mỹ|Sơn Tây|Tùng Thiện',
    xa: 'Thanh Trì|Đại Thanh|Nam Phù|Ngọc Hồi|Thượng Phúc|Thường Tín|Chương Dương|Hồng Vân|Phú Xuyên|Phượng Dực|Chuyên Mỹ|Đại Xuyên|Thanh Oai|Bình Minh|Tam Hưng|Dân Hòa|Vân Đình|Ứng Thiên|Hòa Xá|Ứng Hòa|Mỹ Đức|Hồng Sơn|Phúc Sơn|Hương Sơn|Phú Nghĩa|Xuân Mai|Trần Phú|Hòa Phú|Quảng Bị|Minh Châu|Quảng Oai|Vật Lại|Cổ Đô|Bất Bạt|Suối Hai|Ba Vì|Yên Bài|Đoài Phương|Phúc Thọ|Phúc Lộc|Hát Môn|Thạch Thất|Hạ Bằng|Tây Phương|Hòa Lạc|Yên Xuân|Quốc Oai|Hưng Đạo|Kiều Phú|Phú Cát|Hoài Đức|Dương Hòa|Sơn Đồng|An Khánh|Đan Phượng|Ô Diên|Liên Minh|Gia Lâm|Thuận An|Bát Tràng|Phù Đổng|Thư Lâm|Đông Anh|Phúc Thịnh|Thiên Lộc|Vĩnh Thanh|Mê Linh|Yên Lãng|Tiến Thắng|Quang Minh|Sóc Sơn|Đa Phúc|Nội Bài|Trung Giã|Kim Anh',
  },
  '31': {
    phuong:
      'Thủy Nguyên|Thiên Hương|Hòa Bình|Nam Triệu|Bạch Đằng|Lưu Kiếm|Lê Ích Mộc|Hồng Bàng|Hồng An|Ngô Quyền|Gia Viên|Lê Chân|An Biên|Hải An|Đông Hải|Kiến An|Phù Liễn|Nam Đồ Sơn|Đồ Sơn|Hưng Đạo|Dương Kinh|An Dương|An Hải|An Phong|Hải Dương|Lê Thanh Nghị|Việt Hòa|Thành Đông|Nam Đồng|Tân Hưng|Thạch Khôi|Tứ Minh|Ái Quốc|Chu Văn An|Chí Linh|Trần Hưng Đạo|Nguyễn Trãi|Trần Nhân Tông|Lê Đại Hành|Kinh Môn|Nguyễn Đại Năng|Trần Liễu|Bắc An Phụ|Phạm Sư Mạnh|Nhị Chiểu',
    xa: 'An Hưng|An Khánh|An Quang|An Trường|An Lão|Kiến Thụy|Kiến Minh|Kiến Hải|Kiến Hưng|Nghi Dương|Quyết Thắng|Tiên Lãng|Tân Minh|Tiên Minh|Chấn Hưng|Hùng Thắng|Vĩnh Bảo|Nguyễn Bỉnh Khiêm|Vĩnh Am|Vĩnh Hải|Vĩnh Hòa|Vĩnh Thịnh|Vĩnh Thuận|Việt Khê|Nam An Phụ|Nam Sách|Thái Tân|Hợp Tiến|Trần Phú|An Phú|Thanh Hà|Hà Tây|Hà Bắc|Hà Nam|Hà Đông|Cẩm Giang|Tuệ Tĩnh|Mao Điền|Cẩm Giàng|Kẻ Sặt|Bình Giang|Đường An|Thượng Hồng|Gia Lộc|Yết Kiêu|Gia Phúc|Trường Tân|Tứ Kỳ|Tân Kỳ|Đại Sơn|Chí Minh|Lạc Phượng|Nguyên Giáp|Ninh Giang|Vĩnh Lại|Khúc Thừa Dụ|Tân An|Hồng Châu|Thanh Miện|Bắc Thanh Miện|Hải Hưng|Nguyễn Lương Bằng|Nam Thanh Miện|Phú Thái|Lai Khê|An Thành|Kim Thành',
    dacKhu: 'Cát Hải|Bạch Long Vĩ',
  },
  '48': {
    phuong:
      'Hải Châu|Hòa Cường|Thanh Khê|An Khê|An Hải|Sơn Trà|Ngũ Hành Sơn|Hòa Khánh|Hải Vân|Liên Chiểu|Cẩm Lệ|Hòa Xuân|Tam Kỳ|Quảng Phú|Hương Trà|Bàn Thạch|Điện Bàn|Điện Bàn Đông|An Thắng|Điện Bàn Bắc|Hội An|Hội An Đông|Hội An Tây',
    xa: 'Hòa Vang|Hòa Tiến|Bà Nà|Núi Thành|Tam Mỹ|Tam Anh|Đức Phú|Tam Xuân|Tam Hải|Tây Hồ|Chiên Đàn|Phú Ninh|Lãnh Ngọc|Tiên Phước|Thạnh Bình|Sơn Cẩm Hà|Trà Liên|Trà Giáp|Trà Tân|Trà Đốc|Trà My|Nam Trà My|Trà Tập|Trà Vân|Trà Linh|Trà Leng|Thăng Bình|Thăng An|Thăng Trường|Thăng Điền|Thăng Phú|Đồng Dương|Quế Sơn Trung|Quế Sơn|Xuân Phú|Nông Sơn|Quế Phước|Duy Nghĩa|Nam Phước|Duy Xuyên|Thu Bồn|Điện Bàn Tây|Gò Nổi|Tân Hiệp|Đại Lộc|Hà Nha|Thượng Đức|Vu Gia|Phú Thuận|Thạnh Mỹ|Bến Giằng|Nam Giang|Đắc Pring|La Dêê|La Êê|Sông Vàng|Sông Kôn|Đông Giang|Bến Hiên|Avương|Tây Giang|Hùng Sơn|Hiệp Đức|Việt An|Phước Trà|Khâm Đức|Phước Năng|Phước Chánh|Phước Thành|Phước Hiệp',
    dacKhu: 'Hoàng Sa',
  },
  '79': {
    phuong:
      'Vũng Tàu|Tam Thắng|Rạch Dừa|Phước Thắng|Bà Rịa|Long Hương|Phú Mỹ|Tam Long|Tân Thành|Tân Phước|Tân Hải|Đông Hòa|Dĩ An|Tân Đông Hiệp|Thuận An|Thuận Giao|Bình Hòa|Lái Thiêu|An Phú|Bình Dương|Chánh Hiệp|Thủ Dầu Một|Phú Lợi|Vĩnh Tân|Bình Cơ|Tân Uyên|Tân Hiệp|Tân Khánh|Hòa Lợi|Phú An|Tây Nam|Long Nguyên|Bến Cát|Chánh Phú Hòa|Sài Gòn|Tân Định|Bến Thành|Cầu Ông Lãnh|Bàn Cờ|Xuân Hòa|Nhiêu Lộc|Xóm Chiếu|Khánh Hội|Vĩnh Hội|Chợ Quán|An Đông|Chợ Lớn|Bình Tây|Bình Tiên|Bình Phú|Phú Lâm|Tân Thuận|Phú Thuận|Tân Mỹ|Tân Hưng|Chánh Hưng|Phú Định|Bình Đông|Diên Hồng|Vườn Lài|Hòa Hưng|Minh Phụng|Bình Thới|Hòa Bình|Phú Thọ|Đông Hưng Thuận|Trung Mỹ Tây|Tân Thới Hiệp|Thới An|An Phú Đông|An Lạc|Tân Tạo|Bình Tân|Bình Trị Đông|Bình Hưng Hòa|Gia Định|Bình Thạnh|Bình Lợi Trung|Thạnh Mỹ Tây|Bình Quới|Hạnh Thông|An Nhơn|Gò Vấp|An Hội Đông|Thông Tây Hội|An Hội Tây|Đức Nhuận|Cầu Kiệu|Phú Nhuận|Tân Sơn Hòa|Tân Sơn Nhất|Tân Hòa|Bảy Hiền|Tân Bình|Tân Sơn|Tây Thạnh|Tân Sơn Nhì|Phú Thọ Hòa|Tân Phú|Phú Thạnh|Hiệp Bình|Thủ Đức|Tam Bình|Linh Xuân|Tăng Nhơn Phú|Long Bình|Long Phước|Long Trường|Cát Lái|Bình Trưng|Phước Long|An Khánh|Thới Hòa',
    xa: 'Châu Pha|Ngãi Giao|Bình Giã|Kim Long|Châu Đức|Xuân Sơn|Nghĩa Thành|Hồ Tràm|Xuyên Mộc|Hòa Hội|Bàu Lâm|Phước Hải|Long Hải|Đất Đỏ|Long Điền|Bắc Tân Uyên|Thường Tân|An Long|Phước Thành|Phước Hòa|Phú Giáo|Trừ Văn Thố|Bàu Bàng|Minh Thạnh|Long Hòa|Dầu Tiếng|Thanh An|Vĩnh Lộc|Tân Vĩnh Lộc|Bình Lợi|Tân Nhựt|Bình Chánh|Hưng Long|Bình Hưng|Bình Khánh|An Thới Đông|Cần Giờ|Củ Chi|Tân An Hội|Thái Mỹ|An Nhơn Tây|Nhuận Đức|Phú Hòa Đông|Bình Mỹ|Đông Thạnh|Hóc Môn|Xuân Thới Sơn|Bà Điểm|Nhà Bè|Hiệp Phước|Long Sơn|Hòa Hiệp|Bình Châu|Thạnh An',
    dacKhu: 'Côn Đảo',
  },
};

const named = (kind: string, names = '') => (names === '' ? [] : names.split('|').map((name) => `${kind} ${name}`));

/** Communes by the code of their province, each with its kind: 'Phường Bến Thành'. */
export const communesByProvince: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(written).map(([code, { phuong, xa, dacKhu }]) => [
    code,
    [...named('Phường', phuong), ...named('Xã', xa), ...named('Đặc khu', dacKhu)],
  ]),
);
