"""C: options of sockets by inet's codes (kernel's inet_int.hrl), with their
values as inet_drv has them: 32-bit numbers, the highest byte first.
"""

PROTOTYPES = '''
int avm_sk_set(int, int, int, const char *, int);
int avm_sk_get(int, int, int, const char *, int, char *, int);
'''

SOURCE = r'''
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <string.h>
#include <sys/types.h>
#include <sys/socket.h>
#include <netinet/in.h>
#include <netinet/ip.h>
#include <netinet/tcp.h>

#define VISIBLE __attribute__((visibility("default")))
#ifndef IPV6_ADD_MEMBERSHIP
#define IPV6_ADD_MEMBERSHIP IPV6_JOIN_GROUP
#define IPV6_DROP_MEMBERSHIP IPV6_LEAVE_GROUP
#endif

static int avm_sk_int(const char *text)
{
    const unsigned char *from = (const unsigned char *)text;
    return (int)((unsigned)from[0] << 24 | from[1] << 16 | from[2] << 8 |
                 from[3]);
}

static char *avm_sk_put(char *to, int value)
{
    to[0] = (char)(value >> 24);
    to[1] = (char)(value >> 16);
    to[2] = (char)(value >> 8);
    to[3] = (char)value;
    return to + 4;
}

/* Level and name of an option whose value is an int; whether there is such. */
static int avm_sk_find(int own, int code, int *level, int *name)
{
    *level = SOL_SOCKET;
    switch (code) {
    case 0: *name = SO_REUSEADDR; return 1;
    case 1: *name = SO_KEEPALIVE; return 1;
    case 2: *name = SO_DONTROUTE; return 1;
    case 4: *name = SO_BROADCAST; return 1;
    case 5: *name = SO_OOBINLINE; return 1;
    case 6: *name = SO_SNDBUF; return 1;
    case 7: *name = SO_RCVBUF; return 1;
    case 99: *name = SO_DEBUG; return 1;
#ifdef SO_PRIORITY
    case 8: *name = SO_PRIORITY; return 1;
#endif
    }
    *level = IPPROTO_TCP;
    switch (code) {
    case 10: *name = TCP_NODELAY; return 1;
#if defined(TCP_CORK)
    case 48: *name = TCP_CORK; return 1;
#elif defined(TCP_NOPUSH)
    case 48: *name = TCP_NOPUSH; return 1;
#endif
    }
    *level = IPPROTO_IPV6;
    switch (code) {
    case 16: *name = IPV6_V6ONLY; return 1;
#ifdef IPV6_TCLASS
    case 41: *name = IPV6_TCLASS; return 1;
    case 44: *name = IPV6_RECVTCLASS; return 1;
#endif
    }
    if (own == 2) {
        switch (code) {
        case 12: *name = IPV6_MULTICAST_HOPS; return 1;
        case 13: *name = IPV6_MULTICAST_LOOP; return 1;
#ifdef IPV6_RECVHOPLIMIT
        case 47: *name = IPV6_RECVHOPLIMIT; return 1;
#endif
        case 46: *name = IPV6_UNICAST_HOPS; return 1;
        }
    }
    *level = IPPROTO_IP;
    switch (code) {
    case 9: *name = IP_TOS; return 1;
    case 12: *name = IP_MULTICAST_TTL; return 1;
    case 13: *name = IP_MULTICAST_LOOP; return 1;
#ifdef IP_RECVTOS
    case 43: *name = IP_RECVTOS; return 1;
#endif
    case 46: *name = IP_TTL; return 1;
    case 47: *name = IP_RECVTTL; return 1;
    }
    return 0;
}

static int avm_sk_done(int result)
{
    return result < 0 ? -errno : 0;
}

/* family, interface, group and (inet) address of the interface */
static int avm_sk_member(int fd, int join, const char *value, int n)
{
    if (n >= 16 && avm_sk_int(value) == 1) {
#ifdef __linux__
        struct ip_mreqn group;
        group.imr_ifindex = avm_sk_int(value + 4);
        memcpy(&group.imr_address, value + 12, 4);
#else
        struct ip_mreq group;
        memcpy(&group.imr_interface, value + 12, 4);
#endif
        memcpy(&group.imr_multiaddr, value + 8, 4);
        return avm_sk_done(setsockopt(
            fd, IPPROTO_IP, join ? IP_ADD_MEMBERSHIP : IP_DROP_MEMBERSHIP,
            &group, sizeof group));
    }
    if (n >= 24 && avm_sk_int(value) == 2) {
        struct ipv6_mreq group;
        group.ipv6mr_interface = avm_sk_int(value + 4);
        memcpy(&group.ipv6mr_multiaddr, value + 8, 16);
        return avm_sk_done(setsockopt(
            fd, IPPROTO_IPV6, join ? IPV6_ADD_MEMBERSHIP : IPV6_DROP_MEMBERSHIP,
            &group, sizeof group));
    }
    return -EINVAL;
}

VISIBLE int avm_sk_set(int fd, int own, int code, const char *value, int n)
{
    int level, name, number = avm_sk_int(value);
    struct linger linger;
    struct in_addr address;
    switch (code) {
    case 3:
        linger.l_onoff = number;
        linger.l_linger = avm_sk_int(value + 4);
        return avm_sk_done(setsockopt(fd, SOL_SOCKET, SO_LINGER, &linger,
                                      sizeof linger));
    case 11:
        if (own == 2)
            return avm_sk_done(setsockopt(fd, IPPROTO_IPV6, IPV6_MULTICAST_IF,
                                          &number, sizeof number));
        memcpy(&address, value, 4);
        return avm_sk_done(setsockopt(fd, IPPROTO_IP, IP_MULTICAST_IF, &address,
                                      sizeof address));
    case 14:
    case 15:
        return avm_sk_member(fd, code == 14, value, n);
    case 34:
        return avm_sk_done(setsockopt(fd, number, avm_sk_int(value + 4),
                                      value + 12, n - 12));
    case 42:
#ifdef SO_BINDTODEVICE
        return avm_sk_done(setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE,
                                      value + 4, n - 4));
#else
        return -EINVAL;
#endif
    }
    if (!avm_sk_find(own, code, &level, &name))
        return -EINVAL;
    return avm_sk_done(setsockopt(fd, level, name, &number, sizeof number));
}

#ifdef __linux__
static char *avm_sk_options(int fd, int own, char *to)
{
    union { char room[512]; struct cmsghdr header; } control;
    struct msghdr message;
    struct cmsghdr *one;
    socklen_t size = sizeof control.room;
    int level = own == 2 ? IPPROTO_IPV6 : IPPROTO_IP, value;
    int name = own == 2 ? IPV6_2292PKTOPTIONS : IP_PKTOPTIONS;
    char *start = to;
    to += 4;
    if (getsockopt(fd, level, name, control.room, &size) < 0)
        return NULL;
    memset(&message, 0, sizeof message);
    message.msg_control = control.room;
    message.msg_controllen = size;
    for (one = CMSG_FIRSTHDR(&message); one != NULL;
         one = CMSG_NXTHDR(&message, one)) {
        int code = -1;
        value = one->cmsg_len >= CMSG_LEN(4) ? *(int *)CMSG_DATA(one) :
            *(unsigned char *)CMSG_DATA(one);
        if (one->cmsg_level == IPPROTO_IP && one->cmsg_type == IP_TOS)
            code = 9;
        else if (one->cmsg_level == IPPROTO_IP && one->cmsg_type == IP_TTL)
            code = 46;
        else if (one->cmsg_level == IPPROTO_IPV6 &&
                 one->cmsg_type == IPV6_TCLASS)
            code = 41;
        else if (one->cmsg_level == IPPROTO_IPV6 &&
                 one->cmsg_type == IPV6_HOPLIMIT)
            code = 46;
        if (code >= 0) {
            *to++ = (char)code;
            to = avm_sk_put(to, value);
        }
    }
    avm_sk_put(start, to - start - 4);
    return to;
}
#endif

/* The value in at most `room` bytes of out: how many, or -errno.  given: of a
   raw option, level, name, kind (a byte), size or contents. */
VISIBLE int avm_sk_get(int fd, int own, int code, const char *given, int n,
                       char *out, int room)
{
    int level, name, number = 0;
    struct linger linger;
    struct in_addr address;
    socklen_t size = sizeof number;
    switch (code) {
    case 3:
        size = sizeof linger;
        if (getsockopt(fd, SOL_SOCKET, SO_LINGER, &linger, &size) < 0)
            return -errno;
        avm_sk_put(avm_sk_put(out, linger.l_onoff != 0), linger.l_linger);
        return 8;
    case 11:
        if (own == 2) {
            if (getsockopt(fd, IPPROTO_IPV6, IPV6_MULTICAST_IF, &number,
                           &size) < 0)
                return -errno;
            avm_sk_put(out, number);
        } else {
            size = sizeof address;
            if (getsockopt(fd, IPPROTO_IP, IP_MULTICAST_IF, &address, &size) < 0)
                return -errno;
            memcpy(out, &address, 4);
        }
        avm_sk_put(out + 4, own);
        return 8;
    case 34:
        size = avm_sk_int(given + 9);
        if ((int)size < 0 || (int)size > room - 12)
            return -EINVAL;
        memset(out + 12, 0, size);
        if (given[8] == 1)
            memcpy(out + 12, given + 13, size);
        if (getsockopt(fd, avm_sk_int(given), avm_sk_int(given + 4), out + 12,
                       &size) < 0)
            return -errno;
        memcpy(out, given, 8);
        avm_sk_put(out + 8, size);
        return 12 + size;
    case 42:
#ifdef SO_BINDTODEVICE
        size = room - 4 > 256 ? 256 : room - 4;
        if (getsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, out + 4, &size) < 0)
            return -errno;
        while (size > 0 && out[4 + size - 1] == 0)
            size--;
        avm_sk_put(out, size);
        return 4 + size;
#else
        return -EINVAL;
#endif
    case 45:
#ifdef __linux__
        given = avm_sk_options(fd, own, out);
        return given == NULL ? -errno : (int)(given - out);
#else
        return -EINVAL;
#endif
    }
    if (!avm_sk_find(own, code, &level, &name))
        return -EINVAL;
    if (getsockopt(fd, level, name, &number, &size) < 0)
        return -errno;
    if (size == 1)
        number = *(unsigned char *)&number;
    avm_sk_put(out, number);
    return 4;
}
'''
