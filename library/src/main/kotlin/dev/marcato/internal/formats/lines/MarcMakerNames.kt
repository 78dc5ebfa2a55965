// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.lines

/**
 * MARCMaker's names (Library of Congress, table of version 2.5) for characters and strings of MARC-8, each with its
 * bytes. If a byte has several names, the first is written. Names that follow from a rule are missing: one letter or
 * digit stands for itself, two hexadecimal digits stand for that byte.
 */
internal const val MARCMAKER_NAMES: String = """
joiner 8D nonjoin 8E Lstrok A1 Ostrok A2 Dstrok A3 DJEcy A3 ETH A3 THORN A4 AElig A5 OElig A6 softsign A7
mlprime A7 SOFTcy A7 softcy A7 middot A8 flat A9 reg AA plusmn AB Ohorn AC Uhorn AD mlrhring AE alif AE
mllhring B0 ayn B0 lstrok B1 ostrok B2 dstrok B3 djecy B3 thorn B4 aelig B5 oelig B6 hardsign B7 HARDcy B7
hardcy B7 mlPrime B7 inodot B8 pound B9 eth BA ohorn BC uhorn BD deg C0 scriptl C1 phono C2 copy C3 sharp C4
iquest C5 iexcl C6 hooka E0 grave E1 acute E2 circ E3 tilde E4 macr E5 breve E6 dot E7 uml E8 diaer E8 caron E9
ring EA llig EB rlig EC rcommaa ED dblac EE candra EF cedil F0 ogon F1 hookr F1 dotb F2 vlineb F2
dbldotb F3 ringb F4 circb F4 dblunder F5 under F6 commab F7 hookl F7 rcedil F8 breveb F9 ldbltil FA rdbltil FB
commaa FE bsol 5C dollar 24 esc 1B lcub 7B rcub 7D Acy 41 acy 61 agr 61 amp 26 apos 27 ast 2A asuper 61 Bcy 42
bcy 62 bgr 62 brvbar 7C bull 2A cent 63 colon 3A comma 2C commat 40 curren 2A Dagger 7C dagger 7C Dcy 44 dcy 64
divide 2F equals 3D excl 21 Fcy 46 fcy 66 fnof 66 Gcy 47 gcy 67 GEcy 47 gecy 67 ggr 67 GHcy 47 ghcy 67 greek 67
gs 1D gt 3E Hcy 48 hcy 68 hyphen 2D Icy 49 icy 69 IYcy 59 iycy 79 JEcy 4A jecy 6A Kcy 4B kcy 6B laquo 22 Lcy 4C
lcy 6C ldquo 22 lpar 28 lsqb 5B lsquo 27 lsquor 27 lt 3C Mcy 4D mcy 6D Ncy 4E ncy 6E num 23 Ocy 4F ocy 6F
ordf 61 ordm 6F osuper 6F para 7C Pcy 50 pcy 70 percnt 25 period 2E pipe 7C plus 2B quest 3F quot 22 raquo 22
Rcy 52 rcy 72 rdquofh 22 rdquor 22 rpar 29 rs 1E rsqb 5D rsquo 27 rsquor 27 Scy 53 scy 73 sect 7C semi 3B shy 2D
sol 2F space 20 spcirc 5E spgrave 60 sptilde 7E spundscr 5F squf 7C sub 62 super 70 Tcy 54 tcy 74 times 78
Ucy 55 ucy 75 us 1F Vcy 56 vcy 76 verbar 7C Ycy 59 ycy 79 YEcy 45 yecy 65 yen 59 YIcy 49 yicy 69 Zcy 5A zcy 7A
Aacute E241 aacute E261 Abreve E641 abreve E661 Acirc E341 acirc E361 Agrave E141 agrave E161 Aogon F141
aogon F161 arab 2833 Aring EA41 aring EA61 Atilde E441 atilde E461 Auml E841 auml E861 Cacute E243 cacute E263
Ccaron E943 ccaron E963 Ccedil F043 ccedil F063 CHcy 4368 chcy 6368 cjk 2431 cyril 284E Dcaron E944 dcaron E964
DZEcy 447A dzecy 647A DZHEcy 44E97A dzhecy 64E97A Eacute E245 eacute E265 Ecaron E945 ecaron E965 Ecirc E345
ecirc E365 Ecy E744 ecy E765 Egrave E145 egrave E165 Ehookr F145 ehookr F165 Eogon F145 eogon F165 Euml E845
euml E865 frac12 312F32 frac14 312F34 frac34 332F34 GJEcy E247 gjecy E267 hebrew 2832 hellip 2E2E2E Iacute E249
iacute E269 Icaron E949 icaron E969 Icirc E349 icirc E369 Idot E749 IEcy EB49EC45 iecy EB69EC65 Igrave E149
igrave E169 IJlig 494A ijlig 696A IOcy EB49EC4F iocy EB69EC6F Iuml E849 iuml E869 Iumlcy E849 iumlcy E869
Jcy E649 jcy E669 JIcy E849 jicy E869 KHcy 4B68 khcy 6B68 KJEcy E24B kjecy E26B Lacute E24C lacute E26C
latin 2842 LJEcy 4C6A ljecy 6C6A mdash 2D2D Nacute E24E nacute E26E Ncaron E94E ncaron E96E ndash 2D2D
NJEcy 4E6A njecy 6E6A No 4E6F2E Ntilde E44E ntilde E46E Oacute E24F oacute E26F Ocirc E34F ocirc E36F
Odblac EE4F odblac EE6F Ograve E14F ograve E16F Otilde E44F otilde E46F Ouml E84F ouml E86F Racute E252
racute E272 Rcaron E952 rcaron E972 Sacute E253 sacute E273 Scommab F753 scommab F773 SHCHcy 53686368
shchcy 73686368 SHcy 5368 shcy 7368 sup1 1B70311B73 sup2 1B70321B73 sup3 1B70331B73 szlig 7373 Tcaron E954
tcaron E974 Tcommab F754 tcommab F774 trade 28546D29 TScy EB54EC53 tscy EB74EC73 TSHEcy E243 tshecy E263
Uacute E255 uacute E275 Ubrevecy E655 ubrevecy E675 Ucirc E355 ucirc E375 Udblac EE55 udblac EE75 Ugrave E155
ugrave E175 Uring EA55 uring EA75 Uuml E855 uuml E875 Yacute E259 yacute E279 YAcy EB49EC41 yacy EB69EC61
YUcy EB49EC55 yucy EB69EC75 Zacute E25A zacute E27A Zdot E75A zdot E77A ZHcy 5A68 zhcy 7A68 ZHuacy EB5AEC68
zhuacy EB7AEC68
"""
