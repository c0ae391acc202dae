// The element's words in other languages. Keys as in ENGLISH (words.js); a test holds them complete.
const ko = {
  timeline: "타임라인", zoomIn: "확대", zoomOut: "축소", all: "모두 보기", allShort: "전체", help: "단축키",
  from: "시작", to: "끝", others: "기타", lanes: "레인", close: "닫기", open: "사건 열기", more: "사건 더 보기",
  events: { other: "사건 {n}건" }, counted: "사건 {total}건 중 {n}건, {window}", none: "해당하는 사건이 없습니다.",
  surface: "레인별 시간. 화살표 키로 이동하고 더하기와 빼기 키로 확대·축소합니다.", table: "표로 보기", when: "때", count: "사건",
  failed: "타임라인을 불러오지 못했습니다.", overview: "기간", source: "전체 타임라인",
  reported: "보도됨", unverified: "미확인", corroborated: "교차 확인됨", verified: "확인됨",
  disputed: "논란 있음", cancelled: "취소됨", tentative: "잠정",
  about: "{date}경", maybe: "{date} (불확실)", before: "{date}까지", after: "{date}부터", some: "{date} 사이",
  keys: [
    ["← →", "이전, 다음 사건"], ["↑ ↓", "위, 아래 레인"], ["Home End", "처음, 마지막 사건"],
    ["PgUp PgDn", "한 기간 앞으로, 뒤로"], ["+ −", "확대·축소"], ["0", "모두 보기"], ["Enter", "열기"], ["Space", "미리 보기"],
    ["[ ]", "여기를 기간의 시작, 끝으로"], ["Esc", "닫기"], ["?", "이 도움말"],
  ],
};
const uk = {
  timeline: "Хронологія", zoomIn: "Збільшити", zoomOut: "Зменшити", all: "Показати все", allShort: "Усе", help: "Клавіші",
  from: "Від", to: "до", others: "Інше", lanes: "Смуги", close: "Закрити", open: "Відкрити подію", more: "Ще події",
  events: { one: "{n} подія", few: "{n} події", many: "{n} подій", other: "{n} події" },
  counted: "{n} з {total} подій, {window}", none: "Жодна подія не відповідає.",
  surface: "Час за смугами. Стрілки пересувають, плюс і мінус змінюють масштаб.", table: "Як таблиця", when: "Коли", count: "Події",
  failed: "Не вдалося завантажити хронологію.", overview: "Вікно", source: "Уся хронологія",
  reported: "Повідомляється", unverified: "Не перевірено", corroborated: "Підтверджено кількома", verified: "Перевірено",
  disputed: "Спірне", cancelled: "Скасовано", tentative: "Попередньо",
  about: "бл. {date}", maybe: "{date} (непевно)", before: "до {date}", after: "від {date}", some: "між {date}",
  keys: [
    ["← →", "раніша, пізніша подія"], ["↑ ↓", "смуга вище, нижче"], ["Home End", "перша, остання подія"],
    ["PgUp PgDn", "на вікно назад, уперед"], ["+ −", "масштаб"], ["0", "показати все"], ["Enter", "відкрити"],
    ["Space", "переглянути"], ["[ ]", "вікно починається, кінчається тут"], ["Esc", "закрити"], ["?", "ця довідка"],
  ],
};
const ar = {
  timeline: "خط زمني", zoomIn: "تكبير", zoomOut: "تصغير", all: "عرض الكل", allShort: "الكل", help: "المفاتيح",
  from: "من", to: "إلى", others: "أخرى", lanes: "المسارات", close: "إغلاق", open: "فتح الحدث", more: "المزيد من الأحداث",
  events: { zero: "لا أحداث", one: "حدث واحد", two: "حدثان", few: "{n} أحداث", many: "{n} حدثًا", other: "{n} حدث" },
  counted: "{n} من {total} من الأحداث، {window}", none: "لا حدث مطابق.",
  surface: "الزمن بحسب المسارات. تحرّك مفاتيح الأسهم، ويغيّر الجمع والطرح المقياس.", table: "في جدول", when: "متى", count: "الأحداث",
  failed: "تعذّر تحميل الخط الزمني.", overview: "النافذة", source: "الخط الزمني كاملًا",
  reported: "مذكور", unverified: "غير متحقَّق منه", corroborated: "أكّدته مصادر عدة", verified: "متحقَّق منه",
  disputed: "متنازع عليه", cancelled: "ملغى", tentative: "مبدئي",
  about: "نحو {date}", maybe: "{date} (غير مؤكد)", before: "حتى {date}", after: "منذ {date}", some: "بين {date}",
  keys: [
    ["← →", "الحدث إلى اليسار، إلى اليمين"], ["↑ ↓", "المسار الأعلى، الأدنى"], ["Home End", "أول حدث، آخر حدث"],
    ["PgUp PgDn", "نافذة إلى الوراء، إلى الأمام"], ["+ −", "المقياس"], ["0", "عرض الكل"], ["Enter", "فتح"],
    ["Space", "معاينة"], ["[ ]", "تبدأ النافذة هنا، تنتهي هنا"], ["Esc", "إغلاق"], ["?", "هذه المساعدة"],
  ],
};
export const languages = { ko, uk, ar };
