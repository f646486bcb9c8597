#include "esp32.h"

void app_main(void)
{
    avm_esp32_main();
}
