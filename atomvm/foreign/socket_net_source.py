"""C: interfaces, services and the name of the host, in the bytes that
prim_inet.erl takes apart.
"""

PROTOTYPES = '''
int avm_sk_interfaces(char *, int);
int avm_sk_interface_names(int, char *, int);
int avm_sk_interface(int, const char *, const char *, int, char *, int);
int avm_sk_interface_set(int, const char *, const char *, int);
int avm_sk_service_port(const char *, const char *);
int avm_sk_service_name(int, const char *, char *, int);
int avm_sk_host(char *, int);
'''

SOURCE = r'''
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/types.h>
#include <sys/socket.h>
#include <unistd.h>
#ifdef __linux__
#include <netpacket/packet.h>
#else
#include <net/if_dl.h>
#endif

#define VISIBLE __attribute__((visibility("default")))

/* Option codes of interfaces. */
enum { ADDR = 1, BROADADDR, DSTADDR, MTU, NETMASK, FLAGS, HWADDR };

struct avm_out {
    char *to;
    int room;
    int used;       /* counted on, where there is no room */
};

static void avm_out_byte(struct avm_out *out, int byte)
{
    if (out->used < out->room)
        out->to[out->used] = (char)byte;
    out->used++;
}

static void avm_out_bytes(struct avm_out *out, const void *from, int n)
{
    int i;
    for (i = 0; i < n; i++)
        avm_out_byte(out, ((const unsigned char *)from)[i]);
}

static void avm_out_int(struct avm_out *out, unsigned value)
{
    avm_out_byte(out, value >> 24);
    avm_out_byte(out, value >> 16);
    avm_out_byte(out, value >> 8);
    avm_out_byte(out, value);
}

static unsigned avm_flags(unsigned flags)
{
    unsigned found = 0;
    if (flags & IFF_UP)
        found |= 1;
    if (flags & IFF_BROADCAST)
        found |= 2;
    if (flags & IFF_LOOPBACK)
        found |= 4;
    if (flags & IFF_POINTOPOINT)
        found |= 8;
    if (flags & IFF_UP)
        found |= flags & IFF_RUNNING ? 16 : 0;
    if (flags & IFF_MULTICAST)
        found |= 32;
    return found;
}

/* An option that is an address, where it is one. */
static int avm_out_address(struct avm_out *out, int code,
                           const struct sockaddr *address)
{
    if (address == NULL)
        return 0;
    if (address->sa_family == AF_INET) {
        avm_out_byte(out, code);
        avm_out_byte(out, 1);
        avm_out_bytes(out, &((struct sockaddr_in *)address)->sin_addr, 4);
        return 1;
    }
    if (address->sa_family == AF_INET6) {
        avm_out_byte(out, code);
        avm_out_byte(out, 2);
        avm_out_bytes(out, &((struct sockaddr_in6 *)address)->sin6_addr, 16);
        return 1;
    }
#ifdef __linux__
    if (address->sa_family == AF_PACKET && code == ADDR) {
        const struct sockaddr_ll *link = (const void *)address;
        if (link->sll_halen == 0)
            return 0;
        avm_out_byte(out, HWADDR);
        avm_out_byte(out, 0);
        avm_out_byte(out, link->sll_halen);
        avm_out_bytes(out, link->sll_addr, link->sll_halen);
    }
#else
    if (address->sa_family == AF_LINK && code == ADDR) {
        const struct sockaddr_dl *link = (const void *)address;
        if (link->sdl_alen == 0)
            return 0;
        avm_out_byte(out, HWADDR);
        avm_out_byte(out, 0);
        avm_out_byte(out, link->sdl_alen);
        avm_out_bytes(out, LLADDR(link), link->sdl_alen);
    }
#endif
    return 0;
}

/* Bytes needed, of which not more than room are there. */
VISIBLE int avm_sk_interfaces(char *to, int room)
{
    struct ifaddrs *all, *one;
    struct avm_out out = { to, room, 0 };
    if (getifaddrs(&all) < 0)
        return -errno;
    for (one = all; one != NULL; one = one->ifa_next) {
        avm_out_bytes(&out, one->ifa_name, strlen(one->ifa_name) + 1);
        avm_out_byte(&out, FLAGS);
        avm_out_int(&out, avm_flags(one->ifa_flags));
        if (one->ifa_addr != NULL) {
            if (avm_out_address(&out, ADDR, one->ifa_addr)) {
                avm_out_address(&out, NETMASK, one->ifa_netmask);
                if (one->ifa_flags & IFF_POINTOPOINT)
                    avm_out_address(&out, DSTADDR, one->ifa_dstaddr);
                else if (one->ifa_flags & IFF_BROADCAST)
                    avm_out_address(&out, BROADADDR, one->ifa_broadaddr);
            }
        }
        avm_out_byte(&out, 0);
    }
    freeifaddrs(all);
    return out.used;
}

/* Names of interfaces with an inet address, each with a zero behind. */
VISIBLE int avm_sk_interface_names(int fd, char *to, int room)
{
    struct ifconf all;
    struct ifreq *one;
    struct avm_out out = { to, room, 0 };
    char buffer[16384];
    int at = 0, size;
    all.ifc_len = sizeof buffer;
    all.ifc_buf = buffer;
    if (ioctl(fd, SIOCGIFCONF, &all) < 0)
        return -errno;
    while (at + (int)sizeof *one <= all.ifc_len) {
        one = (struct ifreq *)(buffer + at);
        size = strnlen(one->ifr_name, IFNAMSIZ);
        if (one->ifr_addr.sa_family == AF_INET) {
            avm_out_bytes(&out, one->ifr_name, size);
            avm_out_byte(&out, 0);
        }
#ifdef __linux__
        at += sizeof *one;
#else
        at += IFNAMSIZ + (one->ifr_addr.sa_len > sizeof one->ifr_addr ?
                          one->ifr_addr.sa_len : sizeof one->ifr_addr);
#endif
    }
    return out.used;
}

static void avm_request(struct ifreq *request, const char *name)
{
    memset(request, 0, sizeof *request);
    strncpy(request->ifr_name, name, IFNAMSIZ - 1);
}

static void avm_interface_get(struct avm_out *out, int fd, int code,
                              struct ifreq *request)
{
    unsigned long call = code == ADDR ? SIOCGIFADDR :
        code == BROADADDR ? SIOCGIFBRDADDR :
        code == DSTADDR ? SIOCGIFDSTADDR : SIOCGIFNETMASK;
    switch (code) {
    case MTU:
        if (ioctl(fd, SIOCGIFMTU, request) < 0)
            return;
        avm_out_byte(out, MTU);
        avm_out_int(out, request->ifr_mtu);
        return;
    case FLAGS:
        if (ioctl(fd, SIOCGIFFLAGS, request) < 0)
            return;
        avm_out_byte(out, FLAGS);
        avm_out_int(out, avm_flags((unsigned short)request->ifr_flags));
        return;
    case HWADDR:
#ifdef SIOCGIFHWADDR
        if (ioctl(fd, SIOCGIFHWADDR, request) < 0)
            return;
        avm_out_byte(out, HWADDR);
        avm_out_byte(out, 0);
        avm_out_byte(out, 6);
        avm_out_bytes(out, request->ifr_hwaddr.sa_data, 6);
#endif
        return;
    }
    if (ioctl(fd, call, request) < 0)
        return;
    avm_out_byte(out, code);
    avm_out_byte(out, 1);
    avm_out_bytes(out, &((struct sockaddr_in *)&request->ifr_addr)->sin_addr, 4);
}

VISIBLE int avm_sk_interface(int fd, const char *name, const char *codes, int n,
                             char *to, int room)
{
    struct avm_out out = { to, room, 0 };
    struct ifreq request;
    int i;
    for (i = 0; i < n; i++) {
        if (codes[i] < ADDR || codes[i] > HWADDR)
            return -EINVAL;
        avm_request(&request, name);
        avm_interface_get(&out, fd, codes[i], &request);
    }
    return out.used;
}

static unsigned avm_in_int(const char *from)
{
    const unsigned char *at = (const unsigned char *)from;
    return (unsigned)at[0] << 24 | at[1] << 16 | at[2] << 8 | at[3];
}

static void avm_change_flags(struct ifreq *request, unsigned wanted)
{
    unsigned flags = (unsigned short)request->ifr_flags;
    if (wanted & 0x0001)
        flags |= IFF_UP;
    if (wanted & 0x0100)
        flags &= ~IFF_UP;
    if (wanted & 0x0002)
        flags |= IFF_BROADCAST;
    if (wanted & 0x0200)
        flags &= ~IFF_BROADCAST;
    if (wanted & 0x0008)
        flags |= IFF_POINTOPOINT;
    if (wanted & 0x0800)
        flags &= ~IFF_POINTOPOINT;
    request->ifr_flags = (short)flags;
}

/* What the system does not take is passed over, as in OTP. */
VISIBLE int avm_sk_interface_set(int fd, const char *name, const char *from,
                                 int n)
{
    struct ifreq request;
    int code;
    unsigned long call;
    while (n > 0) {
        code = *from++;
        n--;
        avm_request(&request, name);
        if (code == MTU || code == FLAGS) {
            if (n < 4)
                return -EINVAL;
            if (code == MTU) {
                request.ifr_mtu = avm_in_int(from);
                (void)!ioctl(fd, SIOCSIFMTU, &request);
            } else if (ioctl(fd, SIOCGIFFLAGS, &request) == 0) {
                avm_change_flags(&request, avm_in_int(from));
                (void)!ioctl(fd, SIOCSIFFLAGS, &request);
            }
            from += 4;
            n -= 4;
            continue;
        }
        if (code == HWADDR || n < 5 || from[0] != 1)
            return -EINVAL;
        call = code == ADDR ? SIOCSIFADDR : code == BROADADDR ?
            SIOCSIFBRDADDR : code == DSTADDR ? SIOCSIFDSTADDR : SIOCSIFNETMASK;
        request.ifr_addr.sa_family = AF_INET;
        memcpy(&((struct sockaddr_in *)&request.ifr_addr)->sin_addr, from + 1,
               4);
        (void)!ioctl(fd, call, &request);
        from += 5;
        n -= 5;
    }
    return 0;
}

VISIBLE int avm_sk_service_port(const char *name, const char *protocol)
{
    struct servent *found = getservbyname(name, protocol);
    return found == NULL ? -EINVAL : ntohs((unsigned short)found->s_port);
}

VISIBLE int avm_sk_service_name(int port, const char *protocol, char *to,
                                int room)
{
    struct servent *found = getservbyport(htons((unsigned short)port), protocol);
    struct avm_out out = { to, room, 0 };
    if (found == NULL)
        return -EINVAL;
    avm_out_bytes(&out, found->s_name, strlen(found->s_name));
    return out.used < room ? out.used : room;
}

VISIBLE int avm_sk_host(char *to, int room)
{
    if (gethostname(to, room) < 0)
        return -errno;
    to[room - 1] = 0;
    return strlen(to);
}
'''
