/* Console: USART1 of an STM32F4, PA9 (TX) and PA10 (RX); and the clock tree of
   that chip.  Reference manual RM0090: sections 3.9 (flash), 6.3 and 7.3 (RCC),
   8.4 (GPIO), 30.6 (USART). */
#include "board.h"
#include "cortexm.h"
#include "ring.h"

#define REG(address) (*(volatile uint32_t *)(address))

#define FLASH_ACR   REG(0x40023c00)
#define RCC_CR      REG(0x40023800)
#define RCC_PLLCFGR REG(0x40023804)
#define RCC_CFGR    REG(0x40023808)
#define RCC_AHB1ENR REG(0x40023830)
#define RCC_APB1ENR REG(0x40023840)
#define RCC_APB2ENR REG(0x40023844)
#define PWR_CR      REG(0x40007000)
#define GPIOA_MODER REG(0x40020000)
#define GPIOA_PUPDR REG(0x4002000c)
#define GPIOA_AFRH  REG(0x40020024)

#define USART_SR    REG(0x40011000)
#define USART_DR    REG(0x40011004)
#define USART_BRR   REG(0x40011008)
#define USART_CR1   REG(0x4001100c)

#define SR_RXNE 0x20
#define SR_TC   0x40
#define SR_TXE  0x80

#if defined(AVM_STM32_HSE_MHZ)

/* 168 MHz from a crystal of AVM_STM32_HSE_MHZ: PLL input 1 MHz, VCO 336 MHz,
   divided by 2; APB2 84 MHz, APB1 42 MHz; five wait states of the flash memory
   (2.7 to 3.6 V), with its caches. */
void avm_clock_init(void)
{
    RCC_APB1ENR |= 1u << 28;                        /* PWR */
    PWR_CR |= 1u << 14;                             /* VOS: scale 1 */
    RCC_CR |= 1u << 16;                             /* HSEON */
    while (!(RCC_CR & 1u << 17))
        ;
    RCC_PLLCFGR = AVM_STM32_HSE_MHZ | 336u << 6 | 0u << 16 | 1u << 22 | 7u << 24;
    RCC_CR |= 1u << 24;                             /* PLLON */
    while (!(RCC_CR & 1u << 25))
        ;
    FLASH_ACR = 5 | 1u << 8 | 1u << 9 | 1u << 10;
    while ((FLASH_ACR & 7) != 5)
        ;
    RCC_CFGR = 4u << 13 | 5u << 10;                 /* APB2 / 2, APB1 / 4 */
    RCC_CFGR |= 2;                                  /* the PLL */
    while ((RCC_CFGR & 0xc) != 8)
        ;
}

#else

void avm_clock_init(void)
{
}

#endif

#if defined(AVM_STM32_WATCHDOG_MS)

#define IWDG_KR  REG(0x40003000)
#define IWDG_PR  REG(0x40003004)
#define IWDG_RLR REG(0x40003008)

/* Independent watchdog, from the 32 kHz oscillator / 256: 8 ms a step. */
static void watchdog_start(void)
{
    IWDG_KR = 0x5555;
    IWDG_PR = 6;
    IWDG_RLR = AVM_STM32_WATCHDOG_MS / 8;
    IWDG_KR = 0xcccc;
}

void avm_watchdog_feed(void)
{
    IWDG_KR = 0xaaaa;
}

#else

static void watchdog_start(void)
{
}

void avm_watchdog_feed(void)
{
}

#endif

void avm_console_init(void)
{
    RCC_AHB1ENR |= 1;                               /* GPIOA */
    RCC_APB2ENR |= 1u << 4;                         /* USART1 */
    GPIOA_MODER = (GPIOA_MODER & ~(0xfu << 18)) | 0xau << 18;
    GPIOA_PUPDR = (GPIOA_PUPDR & ~(3u << 20)) | 1u << 20;
    GPIOA_AFRH = (GPIOA_AFRH & ~(0xffu << 4)) | 0x77u << 4;
    USART_BRR = (AVM_STM32_APB2_HZ + AVM_BAUD / 2) / AVM_BAUD;
    USART_CR1 = 1u << 13 | 1u << 5 | 1u << 3 | 1u << 2; /* UE RXNEIE TE RE */
    avm_enable_interrupt(AVM_CONSOLE_INTERRUPT);
    watchdog_start();
}

void avm_console_interrupt(void)
{
    while (USART_SR & SR_RXNE)
        ring_put((int)(USART_DR & 0xff));
}

static void put(char c)
{
    while (!(USART_SR & SR_TXE))
        ;
    USART_DR = (uint8_t)c;
}

int avm_console_write(const char *data, int size)
{
    static char last;
    int i;

    for (i = 0; i < size; i++) {
        if (data[i] == '\n' && last != '\r')
            put('\r');
        put(last = data[i]);
    }
    return size;
}

void avm_console_drain(void)
{
    while (!(USART_SR & SR_TC))
        ;
}
