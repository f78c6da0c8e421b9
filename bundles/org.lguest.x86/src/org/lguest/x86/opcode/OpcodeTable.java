/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.opcode;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The opcode maps of the SDM (volume 2, appendix A), for 32-bit code of the i586 and i686 integer set and the x87.
 *
 * <p>A line is: opcode, operation, operands, accesses, remarks.
 * <ul>
 * <li>The opcode is one byte or {@code 0F} and one byte; a range stands for rows that differ in a register or condition
 * number only. {@code /3} is a row of a group: ModRM.reg is 3. A further byte or range is a whole ModRM byte (mod 3).
 * {@code F3} in front: this row is meant when F3 is the last repeat prefix.
 * <li>Operands are {@link OperandCode}s. A row whose operand is M does not exist with a register in its place.
 * <li>Accesses, one letter for each operand: r read, w written, m read and written (modified), - neither.
 * <li>{@code lock}: LOCK is allowed when the first operand is in memory. {@code =name}: what disassemblers call it.
 * {@code 586}, {@code 686}: older models do not have it.
 * </ul>
 *
 * <p>What has no line is not an instruction of this model and raises #UD. Where the table deviates from the SDM's:
 * <ul>
 * <li>82 is group 1 once more and D0-D3/6 are SHL once more, F6/1 and F7/1 TEST, D6 is SALC, F1 is INT1: processors do
 * so, the SDM is silent or says reserved.
 * <li>F3 0F BC and F3 0F BD (TZCNT and LZCNT of later processors) are BSF and BSR, as on every processor before them;
 * compilers emit the former for exactly that reason. Disassemblers print the later names.
 * <li>0F 18-1F are the P6's hint NOPs, whatever later processors made of them; F3 0F 1E FB is ENDBR32, a NOP.
 * <li>8F, C6, C7 with another ModRM.reg than 0, and 0F C7 but for CMPXCHG8B, are not instructions.
 * <li>No MMX, no SSE, no SYSENTER, no RDPMC, no RSM; UD0 and UD1 (0F FF, 0F B9) are the #UD that they are meant to be.
 * Of VMX there is only VMCALL, with which later guests make their hypercalls.
 * <li>Operand codes of our own are explained in {@link OperandCode}.
 * </ul>
 */
final class OpcodeTable {

    private static final String ONE_BYTE_MAP = """
            00          ADD              Eb,Gb      mr   lock
            01          ADD              Ev,Gv      mr   lock
            02          ADD              Gb,Eb      mr
            03          ADD              Gv,Ev      mr
            04          ADD              AL,Ib      mr
            05          ADD              rAX,Iz     mr
            06          PUSH_SEGMENT     ES         r
            07          POP_SEGMENT      ES         w
            08          OR               Eb,Gb      mr   lock
            09          OR               Ev,Gv      mr   lock
            0A          OR               Gb,Eb      mr
            0B          OR               Gv,Ev      mr
            0C          OR               AL,Ib      mr
            0D          OR               rAX,Iz     mr
            0E          PUSH_SEGMENT     CS         r
            10          ADC              Eb,Gb      mr   lock
            11          ADC              Ev,Gv      mr   lock
            12          ADC              Gb,Eb      mr
            13          ADC              Gv,Ev      mr
            14          ADC              AL,Ib      mr
            15          ADC              rAX,Iz     mr
            16          PUSH_SEGMENT     SS         r
            17          POP_SEGMENT      SS         w
            18          SBB              Eb,Gb      mr   lock
            19          SBB              Ev,Gv      mr   lock
            1A          SBB              Gb,Eb      mr
            1B          SBB              Gv,Ev      mr
            1C          SBB              AL,Ib      mr
            1D          SBB              rAX,Iz     mr
            1E          PUSH_SEGMENT     DS         r
            1F          POP_SEGMENT      DS         w
            20          AND              Eb,Gb      mr   lock
            21          AND              Ev,Gv      mr   lock
            22          AND              Gb,Eb      mr
            23          AND              Gv,Ev      mr
            24          AND              AL,Ib      mr
            25          AND              rAX,Iz     mr
            27          DAA
            28          SUB              Eb,Gb      mr   lock
            29          SUB              Ev,Gv      mr   lock
            2A          SUB              Gb,Eb      mr
            2B          SUB              Gv,Ev      mr
            2C          SUB              AL,Ib      mr
            2D          SUB              rAX,Iz     mr
            2F          DAS
            30          XOR              Eb,Gb      mr   lock
            31          XOR              Ev,Gv      mr   lock
            32          XOR              Gb,Eb      mr
            33          XOR              Gv,Ev      mr
            34          XOR              AL,Ib      mr
            35          XOR              rAX,Iz     mr
            37          AAA
            38          CMP              Eb,Gb      rr
            39          CMP              Ev,Gv      rr
            3A          CMP              Gb,Eb      rr
            3B          CMP              Gv,Ev      rr
            3C          CMP              AL,Ib      rr
            3D          CMP              rAX,Iz     rr
            3F          AAS
            40-47       INC              Zv         m
            48-4F       DEC              Zv         m
            50-57       PUSH             Zv         r
            58-5F       POP              Zv         w
            60          PUSHA
            61          POPA
            62          BOUND            Gv,Ma      rr
            63          ARPL             Ew,Gw      mr
            68          PUSH             Iz         r
            69          IMUL             Gv,Ev,Iz   wrr
            6A          PUSH             Ibs        r
            6B          IMUL             Gv,Ev,Ibs  wrr
            6C          INS              Yb,DX      wr
            6D          INS              Yz,DX      wr
            6E          OUTS             DX,Xb      rr
            6F          OUTS             DX,Xz      rr
            70-7F       JCC              Jb         -
            80/0        ADD              Eb,Ib      mr   lock
            80/1        OR               Eb,Ib      mr   lock
            80/2        ADC              Eb,Ib      mr   lock
            80/3        SBB              Eb,Ib      mr   lock
            80/4        AND              Eb,Ib      mr   lock
            80/5        SUB              Eb,Ib      mr   lock
            80/6        XOR              Eb,Ib      mr   lock
            80/7        CMP              Eb,Ib      rr
            81/0        ADD              Ev,Iz      mr   lock
            81/1        OR               Ev,Iz      mr   lock
            81/2        ADC              Ev,Iz      mr   lock
            81/3        SBB              Ev,Iz      mr   lock
            81/4        AND              Ev,Iz      mr   lock
            81/5        SUB              Ev,Iz      mr   lock
            81/6        XOR              Ev,Iz      mr   lock
            81/7        CMP              Ev,Iz      rr
            82/0        ADD              Eb,Ib      mr   lock
            82/1        OR               Eb,Ib      mr   lock
            82/2        ADC              Eb,Ib      mr   lock
            82/3        SBB              Eb,Ib      mr   lock
            82/4        AND              Eb,Ib      mr   lock
            82/5        SUB              Eb,Ib      mr   lock
            82/6        XOR              Eb,Ib      mr   lock
            82/7        CMP              Eb,Ib      rr
            83/0        ADD              Ev,Ibs     mr   lock
            83/1        OR               Ev,Ibs     mr   lock
            83/2        ADC              Ev,Ibs     mr   lock
            83/3        SBB              Ev,Ibs     mr   lock
            83/4        AND              Ev,Ibs     mr   lock
            83/5        SUB              Ev,Ibs     mr   lock
            83/6        XOR              Ev,Ibs     mr   lock
            83/7        CMP              Ev,Ibs     rr
            84          TEST             Eb,Gb      rr
            85          TEST             Ev,Gv      rr
            86          XCHG             Eb,Gb      mm   lock
            87          XCHG             Ev,Gv      mm   lock
            88          MOV              Eb,Gb      wr
            89          MOV              Ev,Gv      wr
            8A          MOV              Gb,Eb      wr
            8B          MOV              Gv,Ev      wr
            8C          MOV_FROM_SEGMENT Rv/Mw,Sw   wr
            8D          LEA              Gv,M       w-
            8E          MOV_TO_SEGMENT   Sw,Ew      wr
            8F/0        POP              Ev         w
            90          NOP
            F3 90       PAUSE
            91-97       XCHG             Zv,rAX     mm
            98          CBW
            99          CWD
            9A          CALL_FAR         Ap         -
            9B          WAIT                             =fwait
            9C          PUSHF
            9D          POPF
            9E          SAHF
            9F          LAHF
            A0          MOV              AL,Ob      wr
            A1          MOV              rAX,Ov     wr
            A2          MOV              Ob,AL      wr
            A3          MOV              Ov,rAX     wr
            A4          MOVS             Yb,Xb      wr
            A5          MOVS             Yv,Xv      wr
            A6          CMPS             Xb,Yb      rr
            A7          CMPS             Xv,Yv      rr
            A8          TEST             AL,Ib      rr
            A9          TEST             rAX,Iz     rr
            AA          STOS             Yb,AL      wr
            AB          STOS             Yv,rAX     wr
            AC          LODS             AL,Xb      wr
            AD          LODS             rAX,Xv     wr
            AE          SCAS             AL,Yb      rr
            AF          SCAS             rAX,Yv     rr
            B0-B7       MOV              Zb,Ib      wr
            B8-BF       MOV              Zv,Iv      wr
            C0/0        ROL              Eb,Ib      mr
            C0/1        ROR              Eb,Ib      mr
            C0/2        RCL              Eb,Ib      mr
            C0/3        RCR              Eb,Ib      mr
            C0/4        SHL              Eb,Ib      mr
            C0/5        SHR              Eb,Ib      mr
            C0/6        SHL              Eb,Ib      mr
            C0/7        SAR              Eb,Ib      mr
            C1/0        ROL              Ev,Ib      mr
            C1/1        ROR              Ev,Ib      mr
            C1/2        RCL              Ev,Ib      mr
            C1/3        RCR              Ev,Ib      mr
            C1/4        SHL              Ev,Ib      mr
            C1/5        SHR              Ev,Ib      mr
            C1/6        SHL              Ev,Ib      mr
            C1/7        SAR              Ev,Ib      mr
            C2          RET              Iw         r
            C3          RET
            C4          LES              Gv,Mp      wr
            C5          LDS              Gv,Mp      wr
            C6/0        MOV              Eb,Ib      wr
            C7/0        MOV              Ev,Iz      wr
            C8          ENTER            Iw,Ib2     rr
            C9          LEAVE
            CA          RET_FAR          Iw         r
            CB          RET_FAR
            CC          INT3
            CD          INT              Ib         r
            CE          INTO
            CF          IRET
            D0/0        ROL              Eb,1       mr
            D0/1        ROR              Eb,1       mr
            D0/2        RCL              Eb,1       mr
            D0/3        RCR              Eb,1       mr
            D0/4        SHL              Eb,1       mr
            D0/5        SHR              Eb,1       mr
            D0/6        SHL              Eb,1       mr
            D0/7        SAR              Eb,1       mr
            D1/0        ROL              Ev,1       mr
            D1/1        ROR              Ev,1       mr
            D1/2        RCL              Ev,1       mr
            D1/3        RCR              Ev,1       mr
            D1/4        SHL              Ev,1       mr
            D1/5        SHR              Ev,1       mr
            D1/6        SHL              Ev,1       mr
            D1/7        SAR              Ev,1       mr
            D2/0        ROL              Eb,CL      mr
            D2/1        ROR              Eb,CL      mr
            D2/2        RCL              Eb,CL      mr
            D2/3        RCR              Eb,CL      mr
            D2/4        SHL              Eb,CL      mr
            D2/5        SHR              Eb,CL      mr
            D2/6        SHL              Eb,CL      mr
            D2/7        SAR              Eb,CL      mr
            D3/0        ROL              Ev,CL      mr
            D3/1        ROR              Ev,CL      mr
            D3/2        RCL              Ev,CL      mr
            D3/3        RCR              Ev,CL      mr
            D3/4        SHL              Ev,CL      mr
            D3/5        SHR              Ev,CL      mr
            D3/6        SHL              Ev,CL      mr
            D3/7        SAR              Ev,CL      mr
            D4          AAM              Ib         r
            D5          AAD              Ib         r
            D6          SALC
            D7          XLAT
            E0          LOOPNE           Jb         -
            E1          LOOPE            Jb         -
            E2          LOOP             Jb         -
            E3          JCXZ             Jb         -
            E4          IN               AL,Ib      wr
            E5          IN               rAX,Ib     wr
            E6          OUT              Ib,AL      rr
            E7          OUT              Ib,rAX     rr
            E8          CALL             Jz         -
            E9          JMP              Jz         -
            EA          JMP_FAR          Ap         -
            EB          JMP              Jb         -
            EC          IN               AL,DX      wr
            ED          IN               rAX,DX     wr
            EE          OUT              DX,AL      rr
            EF          OUT              DX,rAX     rr
            F1          INT1
            F4          HLT
            F5          CMC
            F6/0        TEST             Eb,Ib      rr
            F6/1        TEST             Eb,Ib      rr
            F6/2        NOT              Eb         m    lock
            F6/3        NEG              Eb         m    lock
            F6/4        MUL              Eb         r
            F6/5        IMUL             Eb         r
            F6/6        DIV              Eb         r
            F6/7        IDIV             Eb         r
            F7/0        TEST             Ev,Iz      rr
            F7/1        TEST             Ev,Iz      rr
            F7/2        NOT              Ev         m    lock
            F7/3        NEG              Ev         m    lock
            F7/4        MUL              Ev         r
            F7/5        IMUL             Ev         r
            F7/6        DIV              Ev         r
            F7/7        IDIV             Ev         r
            F8          CLC
            F9          STC
            FA          CLI
            FB          STI
            FC          CLD
            FD          STD
            FE/0        INC              Eb         m    lock
            FE/1        DEC              Eb         m    lock
            FF/0        INC              Ev         m    lock
            FF/1        DEC              Ev         m    lock
            FF/2        CALL             Ev         r
            FF/3        CALL_FAR         Mp         r
            FF/4        JMP              Ev         r
            FF/5        JMP_FAR          Mp         r
            FF/6        PUSH             Ev         r
            """;

    private static final String X87_MAP = """
            D8/0        FADD             Md         r
            D8/1        FMUL             Md         r
            D8/2        FCOM             Md         r
            D8/3        FCOMP            Md         r
            D8/4        FSUB             Md         r
            D8/5        FSUBR            Md         r
            D8/6        FDIV             Md         r
            D8/7        FDIVR            Md         r
            D8 C0-C7    FADD             ST,STi     mr
            D8 C8-CF    FMUL             ST,STi     mr
            D8 D0-D7    FCOM             STi        r
            D8 D8-DF    FCOMP            STi        r
            D8 E0-E7    FSUB             ST,STi     mr
            D8 E8-EF    FSUBR            ST,STi     mr
            D8 F0-F7    FDIV             ST,STi     mr
            D8 F8-FF    FDIVR            ST,STi     mr
            D9/0        FLD              Md         r
            D9/2        FST              Md         w
            D9/3        FSTP             Md         w
            D9/4        FLDENV           Me         r
            D9/5        FLDCW            Mw         r
            D9/6        FNSTENV          Me         w
            D9/7        FNSTCW           Mw         w
            D9 C0-C7    FLD              STi        r
            D9 C8-CF    FXCH             STi        m
            D9 D0       FNOP
            D9 E0       FCHS
            D9 E1       FABS
            D9 E4       FTST
            D9 E5       FXAM
            D9 E8       FLD1
            D9 E9       FLDL2T
            D9 EA       FLDL2E
            D9 EB       FLDPI
            D9 EC       FLDLG2
            D9 ED       FLDLN2
            D9 EE       FLDZ
            D9 F0       F2XM1
            D9 F1       FYL2X
            D9 F2       FPTAN
            D9 F3       FPATAN
            D9 F4       FXTRACT
            D9 F5       FPREM1
            D9 F6       FDECSTP
            D9 F7       FINCSTP
            D9 F8       FPREM
            D9 F9       FYL2XP1
            D9 FA       FSQRT
            D9 FB       FSINCOS
            D9 FC       FRNDINT
            D9 FD       FSCALE
            D9 FE       FSIN
            D9 FF       FCOS
            DA/0        FIADD            Md         r
            DA/1        FIMUL            Md         r
            DA/2        FICOM            Md         r
            DA/3        FICOMP           Md         r
            DA/4        FISUB            Md         r
            DA/5        FISUBR           Md         r
            DA/6        FIDIV            Md         r
            DA/7        FIDIVR           Md         r
            DA C0-C7    FCMOVB           ST,STi     wr  686
            DA C8-CF    FCMOVE           ST,STi     wr  686
            DA D0-D7    FCMOVBE          ST,STi     wr  686
            DA D8-DF    FCMOVU           ST,STi     wr  686
            DA E9       FUCOMPP
            DB/0        FILD             Md         r
            DB/2        FIST             Md         w
            DB/3        FISTP            Md         w
            DB/5        FLD              Mt         r
            DB/7        FSTP             Mt         w
            DB C0-C7    FCMOVNB          ST,STi     wr  686
            DB C8-CF    FCMOVNE          ST,STi     wr  686
            DB D0-D7    FCMOVNBE         ST,STi     wr  686
            DB D8-DF    FCMOVNU          ST,STi     wr  686
            DB E0       FNENI
            DB E1       FNDISI
            DB E2       FNCLEX
            DB E3       FNINIT
            DB E4       FNSETPM
            DB E8-EF    FUCOMI           ST,STi     rr  686
            DB F0-F7    FCOMI            ST,STi     rr  686
            DC/0        FADD             Mq         r
            DC/1        FMUL             Mq         r
            DC/2        FCOM             Mq         r
            DC/3        FCOMP            Mq         r
            DC/4        FSUB             Mq         r
            DC/5        FSUBR            Mq         r
            DC/6        FDIV             Mq         r
            DC/7        FDIVR            Mq         r
            DC C0-C7    FADD             STi,ST     mr
            DC C8-CF    FMUL             STi,ST     mr
            DC E0-E7    FSUBR            STi,ST     mr
            DC E8-EF    FSUB             STi,ST     mr
            DC F0-F7    FDIVR            STi,ST     mr
            DC F8-FF    FDIV             STi,ST     mr
            DD/0        FLD              Mq         r
            DD/2        FST              Mq         w
            DD/3        FSTP             Mq         w
            DD/4        FRSTOR           Mf         r
            DD/6        FNSAVE           Mf         w
            DD/7        FNSTSW           Mw         w
            DD C0-C7    FFREE            STi        -
            DD D0-D7    FST              STi        w
            DD D8-DF    FSTP             STi        w
            DD E0-E7    FUCOM            STi        r
            DD E8-EF    FUCOMP           STi        r
            DE/0        FIADD            Mw         r
            DE/1        FIMUL            Mw         r
            DE/2        FICOM            Mw         r
            DE/3        FICOMP           Mw         r
            DE/4        FISUB            Mw         r
            DE/5        FISUBR           Mw         r
            DE/6        FIDIV            Mw         r
            DE/7        FIDIVR           Mw         r
            DE C0-C7    FADDP            STi,ST     mr
            DE C8-CF    FMULP            STi,ST     mr
            DE E0-E7    FSUBRP           STi,ST     mr
            DE E8-EF    FSUBP            STi,ST     mr
            DE F0-F7    FDIVRP           STi,ST     mr
            DE F8-FF    FDIVP            STi,ST     mr
            DE D9       FCOMPP
            DF C0-C7    FFREEP           STi        -
            DF/0        FILD             Mw         r
            DF/2        FIST             Mw         w
            DF/3        FISTP            Mw         w
            DF/4        FBLD             Mt         r
            DF/5        FILD             Mq         r
            DF/6        FBSTP            Mt         w
            DF/7        FISTP            Mq         w
            DF E0       FNSTSW           AX         w
            DF E8-EF    FUCOMIP          ST,STi     rr  686
            DF F0-F7    FCOMIP           ST,STi     rr  686
            """;

    private static final String TWO_BYTE_MAP = """
            0F 00/0     SLDT             Rv/Mw      w
            0F 00/1     STR              Rv/Mw      w
            0F 00/2     LLDT             Ew         r
            0F 00/3     LTR              Ew         r
            0F 00/4     VERR             Ew         r
            0F 00/5     VERW             Ew         r
            0F 01/0     SGDT             Ms         w
            0F 01/1     SIDT             Ms         w
            0F 01/2     LGDT             Ms         r
            0F 01/3     LIDT             Ms         r
            0F 01/4     SMSW             Rv/Mw      w
            0F 01/6     LMSW             Ew         r
            0F 01/7     INVLPG           Mb         -
            0F 01 C1    VMCALL
            0F 02       LAR              Gv,Ew      wr
            0F 03       LSL              Gv,Ew      wr
            0F 06       CLTS
            0F 08       INVD
            0F 09       WBINVD
            0F 0B       UD2
            0F 18-1F    NOP              Ev         -  686
            F3 0F 1E FB NOP                              =endbr32  686
            0F 20       MOV_FROM_CONTROL Rd,Cd      wr
            0F 21       MOV_FROM_DEBUG   Rd,Dd      wr
            0F 22       MOV_TO_CONTROL   Cd,Rd      wr
            0F 23       MOV_TO_DEBUG     Dd,Rd      wr
            0F 30       WRMSR                 586
            0F 31       RDTSC                 586
            0F 32       RDMSR                 586
            0F 40-4F    CMOVCC           Gv,Ev      mr  686
            0F 80-8F    JCC              Jz         -
            0F 90-9F    SETCC            Eb         w
            0F A0       PUSH_SEGMENT     FS         r
            0F A1       POP_SEGMENT      FS         w
            0F A2       CPUID
            0F A3       BT               Ev,Gv      rr
            0F A4       SHLD             Ev,Gv,Ib   mrr
            0F A5       SHLD             Ev,Gv,CL   mrr
            0F A8       PUSH_SEGMENT     GS         r
            0F A9       POP_SEGMENT      GS         w
            0F AB       BTS              Ev,Gv      mr   lock
            0F AC       SHRD             Ev,Gv,Ib   mrr
            0F AD       SHRD             Ev,Gv,CL   mrr
            0F AF       IMUL             Gv,Ev      mr
            0F B0       CMPXCHG          Eb,Gb      mr   lock
            0F B1       CMPXCHG          Ev,Gv      mr   lock
            0F B2       LSS              Gv,Mp      wr
            0F B3       BTR              Ev,Gv      mr   lock
            0F B4       LFS              Gv,Mp      wr
            0F B5       LGS              Gv,Mp      wr
            0F B6       MOVZX            Gv,Eb      wr
            0F B7       MOVZX            Gv,Ew      wr
            0F BA/4     BT               Ev,Ib      rr
            0F BA/5     BTS              Ev,Ib      mr   lock
            0F BA/6     BTR              Ev,Ib      mr   lock
            0F BA/7     BTC              Ev,Ib      mr   lock
            0F BB       BTC              Ev,Gv      mr   lock
            0F BC       BSF              Gv,Ev      mr
            0F BD       BSR              Gv,Ev      mr
            F3 0F BC    BSF              Gv,Ev      mr   =tzcnt
            F3 0F BD    BSR              Gv,Ev      mr   =lzcnt
            0F BE       MOVSX            Gv,Eb      wr
            0F BF       MOVSX            Gv,Ew      wr
            0F C0       XADD             Eb,Gb      mm   lock
            0F C1       XADD             Ev,Gv      mm   lock
            0F C7/1     CMPXCHG8B        Mq         m    lock  586
            0F C8-CF    BSWAP            Zv         m
            """;

    /** Columns of the opcode, which has inner blanks. */
    private static final int ENCODING_WIDTH = 12;
    private static final int TWO_BYTE = 0x100;
    private static final int REPEAT = 0x200;
    /** Rows of an opcode with ModRM: eight for memory by ModRM.reg, then one for each ModRM byte from C0 on. */
    private static final int MEMORY_ROWS = 8;
    private static final int ALL_ROWS = MEMORY_ROWS + 64;

    private static final List<OpcodeRow> ROWS = new ArrayList<>();
    /** By opcode, + TWO_BYTE after 0F, + REPEAT after F3: one row for opcodes without ModRM, else ALL_ROWS, or none. */
    private static final OpcodeRow[][] BY_OPCODE = new OpcodeRow[0x400][];

    static {
        for (String map : List.of(ONE_BYTE_MAP, X87_MAP, TWO_BYTE_MAP)) {
            map.lines().forEach(OpcodeTable::add);
        }
    }

    private OpcodeTable() {
    }

    /** All rows, in the table's order. */
    static List<OpcodeRow> rows() {
        return List.copyOf(ROWS);
    }

    /** The rows of an opcode: none (no such instruction), one (no ModRM byte follows), or the many of {@link #row}. */
    static OpcodeRow @Nullable [] rows(boolean twoByte, int opcode, boolean repeat) {
        int at = opcode | (twoByte ? TWO_BYTE : 0);
        OpcodeRow[] rows = repeat ? BY_OPCODE[at | REPEAT] : null;
        return rows != null ? rows : BY_OPCODE[at];
    }

    /** The row that a ModRM byte selects; {@link OpcodeRow#INVALID} if there is none. */
    static OpcodeRow row(OpcodeRow[] rows, int modRM) {
        OpcodeRow row = rows[modRM >= 0xC0 ? MEMORY_ROWS + (modRM & 0x3F) : modRM >> 3 & 7];
        return row == null ? OpcodeRow.INVALID : row;
    }

    private static void add(String line) {
        String encoding = line.substring(0, Math.min(ENCODING_WIDTH, line.length())).strip();
        String[] words = line.substring(Math.min(ENCODING_WIDTH, line.length())).split(" +");
        String mnemonic = words[0].toLowerCase(Locale.ROOT).replaceFirst("_.*", "");
        List<OperandCode> operands = new ArrayList<>();
        List<Access> accesses = new ArrayList<>();
        boolean lockable = false;
        int since = OpcodeRow.ALWAYS;
        for (int i = 1; i < words.length; i++) {
            if (words[i].charAt(0) == '=') {
                mnemonic = words[i].substring(1);
            } else if (words[i].equals("lock")) {
                lockable = true;
            } else if (words[i].endsWith("86")) {
                since = words[i].charAt(0) - '0';
            } else {
                for (String code : words[i].split(",")) {
                    operands.add(OperandCode.of(code));
                }
                words[++i].chars().forEach(letter -> accesses.add(Access.of((char) letter)));
            }
        }
        Operation operation = Operation.valueOf(words[0]);
        place(new OpcodeRow(encoding, operation, mnemonic, operands, accesses, lockable, since));
    }

    private static void place(OpcodeRow row) {
        ROWS.add(row);
        Deque<String> bytes = new ArrayDeque<>(List.of(row.encoding().split(" ")));
        int map = 0;
        if (bytes.size() > 1 && bytes.peek().equals("F3")) {
            bytes.remove();
            map |= REPEAT;
        }
        if (bytes.size() > 1 && bytes.peek().equals("0F")) {
            bytes.remove();
            map |= TWO_BYTE;
        }
        String[] opcode = bytes.remove().split("/");
        int digit = opcode.length > 1 ? Integer.parseInt(opcode[1]) : -1;
        String modRM = bytes.poll();
        for (int at = first(opcode[0]); at <= last(opcode[0]); at++) {
            if (digit < 0 && modRM == null && !row.usesModRM()) {
                claim(BY_OPCODE, map | at, new OpcodeRow[] {row});
                continue;
            }
            OpcodeRow[] rows = BY_OPCODE[map | at];
            if (rows == null) {
                rows = BY_OPCODE[map | at] = new OpcodeRow[ALL_ROWS];
            }
            if (modRM != null) {
                for (int b = first(modRM); b <= last(modRM); b++) {
                    claim(rows, MEMORY_ROWS + (b & 0x3F), row);
                }
            } else {
                for (int i = 0; i < (row.memoryOnly() ? MEMORY_ROWS : ALL_ROWS); i++) {
                    int reg = i < MEMORY_ROWS ? i : i - MEMORY_ROWS >> 3;
                    if (digit < 0 || digit == reg) {
                        claim(rows, i, row);
                    }
                }
            }
        }
    }

    private static <T> void claim(T[] table, int at, T value) {
        if (table[at] != null) {
            throw new IllegalStateException("two rows for one encoding: " + value);
        }
        table[at] = value;
    }

    private static int first(String range) {
        return Integer.parseInt(range.substring(0, 2), 16);
    }

    private static int last(String range) {
        return Integer.parseInt(range.substring(range.length() - 2), 16);
    }
}
