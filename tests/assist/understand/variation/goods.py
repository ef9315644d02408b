"""Products by a plain name, for putting into what buyers say."""

JINGYUE, QINGFENG = ("静悦1.5匹", "HF-KFR35-JY"), ("清风1.5匹", "HF-KFR35-QF")
THREE_DOORS, SIDE_BY_SIDE = ("三门冰箱", "HF-BCD260"), ("对开门冰箱", "HF-BCD606")
PULSATOR, DRUM = ("波轮洗衣机", "HF-XQB8"), ("滚筒洗衣机", "HF-XQG10-B")
X1, X2 = ("X1扫地机", "HF-RV-X1"), ("X2扫地机", "HF-RV-X2")
OVEN, MICROWAVE = ("烤箱", "HF-KX38"), ("微波炉", "HF-WB23")
BLENDER, VACUUM, FLOOR = ("破壁机", "HF-PB12"), ("吸尘器", "HF-VC-V8"), ("洗地机", "HF-WD-D5")
DRYER, PURIFIER, GAS = ("烘干机", "HF-GYJ9"), ("净水器", "HF-RO800"), ("燃气热水器", "HF-GH16")
ELECTRIC, IH = ("电热水器", "HF-EH60"), ("IH电饭煲", "HF-RC4-IH")

ONE_AND_ANOTHER = (
    (JINGYUE, PULSATOR),
    (THREE_DOORS, OVEN),
    (FLOOR, BLENDER),
    (PURIFIER, DRYER),
    (MICROWAVE, GAS),
    (IH, VACUUM),
)
ALIKE = (
    (JINGYUE, QINGFENG),
    (THREE_DOORS, SIDE_BY_SIDE),
    (PULSATOR, DRUM),
    (X1, X2),
    (ELECTRIC, GAS),
)
SINGLE = (JINGYUE, THREE_DOORS, OVEN, BLENDER, X2, GAS, DRUM)
NOUNS = (
    ("空调", JINGYUE),
    ("冰箱", SIDE_BY_SIDE),
    ("洗衣机", PULSATOR),
    ("热水器", GAS),
    ("扫地机", X1),
)
