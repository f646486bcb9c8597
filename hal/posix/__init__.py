"""Devices of Linux: pins through the character device of gpiochip (ABI v2), i2c-dev,
spidev, serial lines through termios, PWM and IIO through sysfs."""
