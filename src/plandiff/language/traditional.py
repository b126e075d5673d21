"""Texts in traditional characters, read by patterns, and cut by a segmenter, that know simplified ones.

The table has the characters of those patterns, and the most frequent ones of laws in traditional characters: 998 in a thousand of
those that 700 laws write otherwise. Each keeps its position, and what is shown is what is printed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from plandiff.language.folding import FOLDS_KEPT, fold

_TRADITIONAL: Final = (
    "並佈併來係個備傢債傷價億優兒內兩冊凈別剋創劃動務勞勢勵區厤參員問啟單噸噹嚴國圍園圓團埰堅報場塊壓壽奮嬰學寀實審將專對導屆層屬師幣幹張強彔後徑從復應戰戶捲採損搖擁擔據擬擴攝數斷於旂時暫曆會東條棟業極榮構標樣樹機檔檢檯檻欄歐歲歷氣汙決沒沖況淨減"
    "準溫滾滿漲濃濟灣災為無燈營爭爾狀獎獲獻現環產畝畢當療發盞睏確礎稅種稱積穩穫筆箇節範簡簽籌糧糰紀約紅納級紮細組結給統經綜綠維網線編緩縣縮總織繞繫繼續纍纔義聞聯職脩臨臺與興茲萬葉蓋蔘處號術衕裝裡製複覈規視計記設訴診証評試認誤課調諧證識議護變讓貝"
    "負財貢貧貨貳貸費貼貿資質賬購賽贈贏踰躍車軌軍較載輕輛輟輪轉辦農逕這連週進運過達違遞適遶選邁還鄉鄰醫釐鉅銜錄錶鍾鎊鎮鐘長門開間閤關陞陸隊階際險隻雙雲電韆頂頃項順須預頭顆題額類顧顯風飽養餘騰驗驟體髮鬥麵點齊齡佔協書許請諾碩罰責銷測監練聽訂訓則執補見釋繳領騙鍰惡"
    "訟權該衛轄託華畫聲輸舉訊徵償藥輔傳薦築鑑願廢撫刪懲敘礙鐵終儲銀館離眾遺績陳絕僱庫親賠漁賣詢卹煙撥辯廣響藝飼郵觀論圖販僅說習禮語換難廠異獨詞態匯頻帳揮隨艦賦滅憲黨歸飛廈緊棄喪註羈駐駁銓遊糾罷諮紛擇菸買遷貪閱蒐僑繕攬迴毀雖彈帶譯競偵隸懸偽勸錢島覽囑殺憑"
    "碼矯訪槍倉遲兌擾締舊討晉劑觸謀針樂辭譽邊滲雜虛壞錯讀攜掛彙亂蹤滯奪駛寵紙擊寬隱緝婦盡洩幫遠勛廳倫講駕夥鉀鑒獄濫話鹽衝殘謂頒墊談牴剝儘籤醣飲礦誌燬綱賃儀櫃詳敵脅熱鍵絡慣趨獵寫虧獸寧勝蟲賴輻騷懷腦溝盜塗輯脫縱詐樓賄慶攤窺誘慮閉曉謄覺貫艙捨馬屍拋橋側尋昇"
    "搶禦贊諭曠撈劇諸瀆潛純敗喚飾牽誠閒潔勳戲踐絲樑揚謠卻貯疇軟嚇闡賂穀蘭肅傾誡鎖牆訖撲麥癮烏絀蒞乾盤靈紋徹蓮鞏"
)
_SIMPLE: Final = (
    "并布并来系个备家债伤价亿优儿内两册净别克创划动务劳势励区历参员问启单吨当严国围园圆团采坚报场块压寿奋婴学采实审将专对导届层属师币干张强录后径从复应战户卷采损摇拥担据拟扩摄数断于旗时暂历会东条栋业极荣构标样树机档检台槛栏欧岁历气污决没冲况净减"
    "准温滚满涨浓济湾灾为无灯营争尔状奖获献现环产亩毕当疗发盏困确础税种称积稳获笔个节范简签筹粮团纪约红纳级扎细组结给统经综绿维网线编缓县缩总织绕系继续累才义闻联职修临台与兴兹万叶盖参处号术同装里制复核规视计记设诉诊证评试认误课调谐证识议护变让贝"
    "负财贡贫货贰贷费贴贸资质账购赛赠赢逾跃车轨军较载轻辆辍轮转办农径这连周进运过达违递适绕选迈还乡邻医厘巨衔录表钟镑镇钟长门开间合关升陆队阶际险只双云电千顶顷项顺须预头颗题额类顾显风饱养余腾验骤体发斗面点齐龄占协书许请诺硕罚责销测监练听订训则执补见释缴领骗锾恶"
    "讼权该卫辖托华画声输举讯征偿药辅传荐筑鉴愿废抚删惩叙碍铁终储银馆离众遗绩陈绝雇库亲赔渔卖询恤烟拨辩广响艺饲邮观论图贩仅说习礼语换难厂异独词态汇频帐挥随舰赋灭宪党归飞厦紧弃丧注羁驻驳铨游纠罢咨纷择烟买迁贪阅搜侨缮揽回毁虽弹带译竞侦隶悬伪劝钱岛览嘱杀凭"
    "码矫访枪仓迟兑扰缔旧讨晋剂触谋针乐辞誉边渗杂虚坏错读携挂汇乱踪滞夺驶宠纸击宽隐缉妇尽泄帮远勋厅伦讲驾伙钾鉴狱滥话盐冲残谓颁垫谈抵剥尽签糖饮矿志毁纲赁仪柜详敌胁热键络惯趋猎写亏兽宁胜虫赖辐骚怀脑沟盗涂辑脱纵诈楼贿庆摊窥诱虑闭晓誊觉贯舱舍马尸抛桥侧寻升"
    "抢御赞谕旷捞剧诸渎潜纯败唤饰牵诚闲洁勋戏践丝梁扬谣却贮畴软吓阐赂谷兰肃倾诫锁墙讫扑麦瘾乌绌莅干盘灵纹彻莲巩"
)
_TABLE: Final = str.maketrans(_TRADITIONAL, _SIMPLE)
_MARKS: Final = re.compile(f"[{_TRADITIONAL}]")
_REPUBLIC: Final = re.compile(r"民国\s?(\d{2,3})(?=\s?年)")
FIRST_OF_REPUBLIC: Final = 1912
"""民國1年."""


@lru_cache(maxsize=FOLDS_KEPT)
def simplified(text: str) -> str:
    """A text with the characters that patterns know in simplified form, and the years of the Republic as Gregorian years.

    >>> simplified("至民國113年覆蓋率達到95%，經費新臺幣3億元")
    '至 2024年覆盖率达到95%，经费新台币3亿元'
    """
    if not _MARKS.search(text):
        return text
    return _REPUBLIC.sub(_year, text.translate(_TABLE))


def is_traditional(text: str) -> bool:
    """Whether a text has any of those characters."""
    return _MARKS.search(text) is not None


def plain_form(text: str) -> str:
    """A text as patterns that read rules and statements expect it: folded, in simplified characters.

    >>> plain_form("應當　報區園林部門備案")
    '应当报区园林部门备案'
    """
    return fold(simplified(text))


def _year(found: re.Match[str]) -> str:
    """A Gregorian year in as many characters as were printed."""
    return str(FIRST_OF_REPUBLIC - 1 + int(found[1])).rjust(len(found[0]))


def as_printed(part: str, simple: str, printed: str) -> str:
    """Part of a simplified text, or text derived from its words, in the characters in which the text was printed."""
    if simple == printed:
        return part
    return part.translate({ord(a): b for a, b in zip(simple, printed, strict=True) if a != b and not a.isascii()})
