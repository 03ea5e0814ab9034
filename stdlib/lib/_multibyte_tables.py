"""How the encodings of East Asia differ from the tables that they share."""

# Each: the table, the first and last lead byte and the first trail byte that count, single bytes beyond ASCII, what
# pairs mean nothing, what others mean instead, and what characters are encoded as, where that is not the first pair that
# means them. Bytes and characters are hexadecimal.
ENCODINGS = {
    'gbk': (
        '_gbk.ROWS', 0x81, 0xfe, 0x40, '',
        '', (
            ''
        ),
        ''),
    'gb2312': (
        '_gbk.ROWS', 0xa1, 0xf7, 0xa1, '',
        (
            'a2a1= a2a2= a2a3= a2a4= a2a5= a2a6= a2a7= a2a8= a2a9= a2aa= a6e0= a6e1= a6e2= a6e3= a6e4= a6e5= '
            'a6e6= a6e7= a6e8= a6e9= a6ea= a6eb= a6ee= a6ef= a6f0= a6f1= a6f2= a6f4= a6f5= a8bb= a8bd= a8be= '
            'a8c0='
        ), (
            'a1a4・ a1aa―'
        ),
        ''),
    'gb18030': (
        '_gbk.ROWS', 0x81, 0xfe, 0x40, '',
        '', (
            'a140\ue4c6~\ue504 a180\ue505~\ue525 a240\ue526~\ue564 a280\ue565~\ue585 a2ab\ue766~\ue76b a2e3€'
            '\ue76d a2ef\ue76e\ue76f a2fd\ue770\ue771 a340\ue586~\ue5c4 a380\ue5c5~\ue5e5 a440\ue5e6~\ue624 a480\ue625~\ue645'
            ' a4f4\ue772~\ue77c a540\ue646~\ue684 a580\ue685~\ue6a5 a5f7\ue77d~\ue784 a640\ue6a6~\ue6e4 a680\ue6e5~\ue705 a6b'
            '9\ue785~\ue78c a6d9\ue78d~\ue793 a6ec\ue794\ue795 a6f3\ue796 a6f6\ue797~\ue79f a740\ue706~\ue744 a780\ue745~'
            '\ue765 a7c2\ue7a0~\ue7ae a7f2\ue7af~\ue7bb a896\ue7bc~\ue7c6 a8bc\ue7c7 a8bfǹ a8c1\ue7c9~\ue7cc a8ea'
            '\ue7cd~\ue7e1 a958\ue7e2 a95b\ue7e3 a95d\ue7e4\ue7e5\ue7e6 a989〾⿰~⿻ a997\ue7f4~\ue800 a9f0\ue801~'
            '\ue80f aaa1\ue000~\ue05d aba1\ue05e~\ue0bb aca1\ue0bc~\ue119 ada1\ue11a~\ue177 aea1\ue178~\ue1d5 afa1\ue1d6~'
            '\ue233 d7fa\ue810~\ue814 f8a1\ue234~\ue291 f9a1\ue292~\ue2ef faa1\ue2f0~\ue34d fba1\ue34e~\ue3ab fca1\ue3ac~'
            '\ue409 fda1\ue40a~\ue467 fe50\u2e81\ue816\ue817\ue818\u2e84㑳㑇\u2e88\u2e8b\ue81e㖞㘚㘎\u2e8c\u2e97㥮㤘'
            '\ue826㧏㧟㩳㧐\ue82b\ue82c㭎㱮㳠\u2ea7\ue831\ue832\u2eaa䁖䅟\u2eae䌷\u2eb3\u2eb6\u2eb7\ue83b䎱䎬\u2ebb䏝䓖䙡䙌\ue843'
            ' fe80䜣䜩䝼䞍\u2eca䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶\ue854\ue855䲣䲟䲠䲡䱷䲢䴓~䴙䶮\ue864\ue468~\ue4c5'
        ),
        ''),
    'big5': (
        '_big5.ROWS', 0x81, 0xfe, 0x40, '',
        '', (
            ''
        ),
        '5341=a451 5345=a4ca ff0f=a241 ff3c=a242'),
    'cp950': (
        '_big5.ROWS', 0x81, 0xfe, 0x40, '',
        '', (
            'a145‧ a14e﹑ a1c2¯ a1e3～ a1f2⊕⊙ a241∕﹨ a244￥ a246￠￡ a3e1€ f9d6碁銹裏墻恒粧嫺╔╦╗╠╬╣╚╩╝╒╤╕╞╪╡╘╧╛╓╥╖╟╫╢╙╨╜║═╭╮╰'
            '╯▓'
        ),
        (
            '00a2=a246 00a3=a247 00a5=a244 2022=a145 203e=a1c2 223c=a1e3 2609=a1f3 2641=a1f2 5341=a451 5345=a4ca '
            'ff64=a14e'
        )),
    'cp949': (
        '_cp949.ROWS', 0x81, 0xfe, 0x40, '',
        '', (
            ''
        ),
        ''),
    'euc_kr': (
        '_cp949.ROWS', 0xa1, 0xfe, 0xa1, '',
        'a4d4=', (
            ''
        ),
        '3164=a4d4'),
    'cp932': (
        '_jis.CP932', 0x81, 0xfe, 0x40, (
            '80=0080 a0=f8f0 a1=ff61 a2=ff62 a3=ff63 a4=ff64 a5=ff65 a6=ff66 a7=ff67 a8=ff68 a9=ff69 aa=ff6a '
            'ab=ff6b ac=ff6c ad=ff6d ae=ff6e af=ff6f b0=ff70 b1=ff71 b2=ff72 b3=ff73 b4=ff74 b5=ff75 b6=ff76 '
            'b7=ff77 b8=ff78 b9=ff79 ba=ff7a bb=ff7b bc=ff7c bd=ff7d be=ff7e bf=ff7f c0=ff80 c1=ff81 c2=ff82 '
            'c3=ff83 c4=ff84 c5=ff85 c6=ff86 c7=ff87 c8=ff88 c9=ff89 ca=ff8a cb=ff8b cc=ff8c cd=ff8d ce=ff8e '
            'cf=ff8f d0=ff90 d1=ff91 d2=ff92 d3=ff93 d4=ff94 d5=ff95 d6=ff96 d7=ff97 d8=ff98 d9=ff99 da=ff9a '
            'db=ff9b dc=ff9c dd=ff9d de=ff9e df=ff9f fd=f8f1 fe=f8f2 ff=f8f3'
        ),
        '', (
            ''
        ),
        '00a2=8191 00a3=8192 00ac=81ca 2016=8161 2212=817c 301c=8160'),
    'shift_jis': (
        '_jis.CP932', 0x81, 0xea, 0x40, (
            'a1=ff61 a2=ff62 a3=ff63 a4=ff64 a5=ff65 a6=ff66 a7=ff67 a8=ff68 a9=ff69 aa=ff6a ab=ff6b ac=ff6c '
            'ad=ff6d ae=ff6e af=ff6f b0=ff70 b1=ff71 b2=ff72 b3=ff73 b4=ff74 b5=ff75 b6=ff76 b7=ff77 b8=ff78 '
            'b9=ff79 ba=ff7a bb=ff7b bc=ff7c bd=ff7d be=ff7e bf=ff7f c0=ff80 c1=ff81 c2=ff82 c3=ff83 c4=ff84 '
            'c5=ff85 c6=ff86 c7=ff87 c8=ff88 c9=ff89 ca=ff8a cb=ff8b cc=ff8c cd=ff8d ce=ff8e cf=ff8f d0=ff90 '
            'd1=ff91 d2=ff92 d3=ff93 d4=ff94 d5=ff95 d6=ff96 d7=ff97 d8=ff98 d9=ff99 da=ff9a db=ff9b dc=ff9c '
            'dd=ff9d de=ff9e df=ff9f'
        ),
        '', (
            '8160〜‖ 817c− 8191¢£ 81ca¬'
        ),
        '00a5=5c 203e=7e'),
}

# Where EUC-JP is not what Shift JIS says: as above, pairs and then characters.
EUC_JP_PAIRS = '8fa2b7=007e'
EUC_JP_CHARACTERS = '007e= 00a5=5c 203e=7e'

# The characters of GB 18030 with four bytes: numbers in its order, the first character, and how many there are.
GB18030_RUNS = (
    '0=80+24 24=a5+2 26=a9+7 2d=b2+5 32=b8+1f 51=d8+8 59=e2+6 5f=eb+1 60=ee+4 64=f4+3 67=f8+1 68=fb+1 '
    '69=fd+4 6d=102+11 7e=114+7 85=11c+f 94=12c+18 ac=145+3 af=149+4 b3=14e+1d d0=16c+62 132=1cf+1 '
    '133=1d1+1 134=1d3+1 135=1d5+1 136=1d7+1 137=1d9+1 138=1db+1 139=1dd+1c 155=1fa+57 1ac=252+f '
    '1bb=262+65 220=2c8+1 221=2cc+d 22e=2da+b7 2e5=3a2+1 2e6=3aa+7 2ed=3c2+1 2ee=3ca+37 325=402+e '
    '333=450+1 334=452+1bbe 1ef2=2011+2 1ef4=2017+1 1ef5=201a+2 1ef7=201e+7 1efe=2027+9 1f07=2031+1 '
    '1f08=2034+1 1f09=2036+5 1f0e=203c+70 1f7e=20ad+56 1fd4=2104+1 1fd5=2106+3 1fd8=210a+c 1fe4=2117+a '
    '1fee=2122+3e 202c=216c+4 2030=217a+16 2046=2194+2 2048=219a+6e 20b6=2209+6 20bc=2210+1 20bd=2212+3 '
    '20c0=2216+4 20c4=221b+2 20c6=2221+2 20c8=2224+1 20c9=2226+1 20ca=222c+2 20cc=222f+5 20d1=2238+5 '
    '20d6=223e+a 20e0=2249+3 20e3=224d+5 20e8=2253+d 20f5=2262+2 20f7=2268+6 20fd=2270+25 2122=2296+3 '
    '2125=229a+b 2130=22a6+19 2149=22c0+52 219b=2313+14d 22e8=246a+a 22f2=249c+64 2356=254c+4 235a=2574+d '
    '2367=2590+3 236a=2596+a 2374=25a2+10 2384=25b4+8 238c=25be+8 2394=25c8+3 2397=25cc+2 2399=25d0+12 '
    '23ab=25e6+1f 23ca=2607+2 23cc=260a+36 2402=2641+1 2403=2643+83e 2c41=2e82+2 2c43=2e85+3 2c46=2e89+2 '
    '2c48=2e8d+a 2c52=2e98+f 2c61=2ea8+2 2c63=2eab+3 2c66=2eaf+4 2c6a=2eb4+2 2c6c=2eb8+3 2c6f=2ebc+e '
    '2c7d=2ecb+125 2da2=2ffc+4 2da6=3004+1 2da7=3018+5 2dac=301f+2 2dae=302a+14 2dc2=303f+2 2dc4=3094+7 '
    '2dcb=309f+2 2dcd=30f7+5 2dd2=30ff+6 2dd8=312a+f6 2ece=322a+7 2ed5=3232+71 2f46=32a4+ea 3030=3390+c '
    '303c=339f+2 303e=33a2+22 3060=33c5+9 3069=33cf+2 306b=33d3+2 306d=33d6+71 30de=3448+2b 3109=3474+12a '
    '3233=359f+6f 32a2=360f+b 32ad=361b+2fd 35aa=3919+55 35ff=396f+60 365f=39d1+e 366d=39e0+93 '
    '3700=3a74+da 37da=3b4f+11f 38f9=3c6f+71 396a=3ce1+375 3cdf=4057+108 3de7=4160+1d7 3fbe=4338+74 '
    '4032=43ad+4 4036=43b2+2b 4061=43de+f8 4159=44d7+175 42ce=464d+14 42e2=4662+c1 43a3=4724+5 '
    '43a8=472a+52 43fa=477d+10 440a=478e+1b9 45c3=4948+32 45f5=497b+2 45f7=497e+4 45fb=4984+1 '
    '45fc=4987+14 4610=499c+3 4613=49a0+16 4629=49b8+2bf 48e8=4c78+27 490f=4ca4+6f 497e=4d1a+94 '
    '4a12=4daf+51 4a63=9fa6+385a 82bd=e76c+1 82be=e7c8+1 82bf=e7e7+d 82cc=e815+1 82cd=e819+5 82d2=e81f+7 '
    '82d9=e827+4 82dd=e82d+4 82e1=e833+8 82e9=e83c+7 82f0=e844+10 8300=e856+e 830e=e865+10c7 93d5=f92d+4c '
    '9421=f97a+1b 943c=f996+51 948d=f9e8+9 9496=f9f2+1a 94b0=fa10+1 94b1=fa12+1 94b2=fa15+3 94b5=fa19+6 '
    '94bb=fa22+1 94bc=fa25+2 94be=fa2a+406 98c4=fe32+1 98c5=fe45+4 98c9=fe53+1 98ca=fe58+1 98cb=fe67+1 '
    '98cc=fe6c+95 9961=ff5f+81 99e2=ffe6+1a'
)
