"""C: addresses and calls of sockets.  Addresses come and go as inet_drv has
them: family (1 inet, 2 inet6, 3 any, 4 loopback, 5 local), port, numbers; or
length and name.  Functions give a count or -errno.
"""

PROTOTYPES = '''
int avm_sk_open(int, int);
int avm_sk_adopt(int);
int avm_sk_bind(int, int, const char *, int);
int avm_sk_connect(int, int, const char *, int);
int avm_sk_unconnect(int);
int avm_sk_listen(int, int);
int avm_sk_accept(int);
int avm_sk_shutdown(int, int);
int avm_sk_close(int);
int avm_sk_name(int, int, char *);
int avm_sk_error(int);
int avm_sk_send(int, const char *, int, const char *, long, long);
int avm_sk_recv(int, char *, int);
int avm_sk_sendto(int, int, const char *, int, const char *, int,
                  const char *, long, long);
int avm_sk_recvfrom(int, char *, int, char *, int *);
int avm_sk_sendfile(int, int, long, long);
'''

SOURCE = r'''
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <string.h>
#include <sys/types.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <netinet/in.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/sendfile.h>
#endif

#define VISIBLE __attribute__((visibility("default")))
#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0
#endif

union avm_sk_address {
    struct sockaddr any;
    struct sockaddr_in in;
    struct sockaddr_in6 in6;
    struct sockaddr_un un;
};

static int avm_sk_result(long result)
{
    return result < 0 ? -errno : (int)result;
}

VISIBLE int avm_sk_adopt(int fd)
{
    int flags = fcntl(fd, F_GETFL);
    if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0)
        return -errno;
    fcntl(fd, F_SETFD, FD_CLOEXEC);
#ifdef SO_NOSIGPIPE
    flags = 1;
    setsockopt(fd, SOL_SOCKET, SO_NOSIGPIPE, &flags, sizeof flags);
#endif
    return fd;
}

VISIBLE int avm_sk_open(int family, int type)
{
    int domain = family == 1 ? AF_INET : family == 2 ? AF_INET6 : AF_UNIX;
    int fd;
    if (family != 1 && family != 2 && family != 5)
        return -EAFNOSUPPORT;
    fd = socket(domain, type == 1 ? SOCK_STREAM : SOCK_DGRAM, 0);
    return fd < 0 ? -errno : avm_sk_adopt(fd);
}

static int avm_sk_local(const unsigned char *from, int n,
                        union avm_sk_address *to)
{
    int size;
    if (n < 1 || from[0] > n - 1)
        return -EINVAL;
    size = from[0];
    if (size >= (int)sizeof to->un.sun_path)
        return -EINVAL;
    to->un.sun_family = AF_UNIX;
    memcpy(to->un.sun_path, from + 1, size);
    /* names that begin with a zero (Linux) need not end with one */
    if (size > 0 && from[1] != 0)
        size++;
    return offsetof(struct sockaddr_un, sun_path) + size;
}

/* The length of the address in *to, or -errno; own: the socket's family. */
static int avm_sk_parse(int own, const char *text, int n,
                        union avm_sk_address *to)
{
    const unsigned char *from = (const unsigned char *)text;
    int family;
    memset(to, 0, sizeof *to);
    if (n < 1)
        return -EINVAL;
    family = from[0];
    if (family == 5)
        return avm_sk_local(from + 1, n - 1, to);
    if (n < 3)
        return -EINVAL;
    if (family == 3 || family == 4) {
        if (own == 1) {
            to->in.sin_addr.s_addr =
                htonl(family == 3 ? INADDR_ANY : INADDR_LOOPBACK);
        } else if (own == 2) {
            to->in6.sin6_addr = family == 3 ? in6addr_any : in6addr_loopback;
        } else {
            return -EAFNOSUPPORT;
        }
        family = own;
    } else if (family == 1 && n >= 7) {
        memcpy(&to->in.sin_addr, from + 3, 4);
    } else if (family == 2 && n >= 19) {
        memcpy(&to->in6.sin6_addr, from + 3, 16);
        if (n >= 27) {
            memcpy(&to->in6.sin6_flowinfo, from + 19, 4);
            to->in6.sin6_scope_id = from[23] << 24 | from[24] << 16 |
                                    from[25] << 8 | from[26];
        }
    } else {
        return family == 1 || family == 2 ? -EINVAL : -EAFNOSUPPORT;
    }
    if (family == 1) {
        to->in.sin_family = AF_INET;
        memcpy(&to->in.sin_port, from + 1, 2);
        return sizeof to->in;
    }
    to->in6.sin6_family = AF_INET6;
    memcpy(&to->in6.sin6_port, from + 1, 2);
    return sizeof to->in6;
}

/* The other way: how many bytes of out. */
static int avm_sk_show(const union avm_sk_address *from, int n, char *out)
{
    int size;
    if (n <= (int)offsetof(struct sockaddr, sa_data) &&
        from->any.sa_family != AF_UNIX) {
        out[0] = 0;
        return 1;
    }
    switch (from->any.sa_family) {
    case AF_INET:
        out[0] = 1;
        memcpy(out + 1, &from->in.sin_port, 2);
        memcpy(out + 3, &from->in.sin_addr, 4);
        return 7;
    case AF_INET6:
        out[0] = 2;
        memcpy(out + 1, &from->in6.sin6_port, 2);
        memcpy(out + 3, &from->in6.sin6_addr, 16);
        return 19;
    case AF_UNIX:
        size = n - (int)offsetof(struct sockaddr_un, sun_path);
        if (size < 0)
            size = 0;
        if (size > 0 && from->un.sun_path[0] != 0)
            size = strnlen(from->un.sun_path, size);
        out[0] = 5;
        out[1] = (char)size;
        memcpy(out + 2, from->un.sun_path, size);
        return size + 2;
    }
    out[0] = 6;
    return 1;
}

VISIBLE int avm_sk_bind(int fd, int own, const char *text, int n)
{
    union avm_sk_address address;
    int size = avm_sk_parse(own, text, n, &address);
    return size < 0 ? size : avm_sk_result(bind(fd, &address.any, size));
}

VISIBLE int avm_sk_connect(int fd, int own, const char *text, int n)
{
    union avm_sk_address address;
    int size = avm_sk_parse(own, text, n, &address);
    return size < 0 ? size : avm_sk_result(connect(fd, &address.any, size));
}

VISIBLE int avm_sk_unconnect(int fd)
{
    union avm_sk_address address;
    memset(&address, 0, sizeof address);
    address.any.sa_family = AF_UNSPEC;
    return avm_sk_result(connect(fd, &address.any, sizeof address.any));
}

VISIBLE int avm_sk_listen(int fd, int backlog)
{
    return avm_sk_result(listen(fd, backlog));
}

VISIBLE int avm_sk_accept(int fd)
{
    int accepted;
#ifdef __linux__
    accepted = accept4(fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    return avm_sk_result(accepted);
#else
    accepted = accept(fd, NULL, NULL);
    return accepted < 0 ? -errno : avm_sk_adopt(accepted);
#endif
}

VISIBLE int avm_sk_shutdown(int fd, int how)
{
    return avm_sk_result(shutdown(fd, how == 0 ? SHUT_RD : how == 1 ? SHUT_WR :
                                  SHUT_RDWR));
}

VISIBLE int avm_sk_close(int fd)
{
    return avm_sk_result(close(fd));
}

/* out has 260 bytes. */
VISIBLE int avm_sk_name(int fd, int peer, char *out)
{
    union avm_sk_address address;
    socklen_t size = sizeof address;
    memset(&address, 0, sizeof address);
    if ((peer ? getpeername : getsockname)(fd, &address.any, &size) < 0)
        return -errno;
    return avm_sk_show(&address, size, out);
}

VISIBLE int avm_sk_error(int fd)
{
    int error = 0;
    socklen_t size = sizeof error;
    if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) < 0)
        return errno;
    return error;
}

/* A header and n bytes of data from a place in it on. */
VISIBLE int avm_sk_send(int fd, const char *head, int size, const char *data,
                        long from, long n)
{
    struct iovec parts[2];
    struct msghdr message;
    long sent;
    if (n > 0x40000000)
        n = 0x40000000;
    do {
        if (size == 0) {
            sent = send(fd, data + from, n, MSG_NOSIGNAL);
        } else {
            memset(&message, 0, sizeof message);
            parts[0].iov_base = (void *)head;
            parts[0].iov_len = size;
            parts[1].iov_base = (void *)(data + from);
            parts[1].iov_len = n;
            message.msg_iov = parts;
            message.msg_iovlen = n > 0 ? 2 : 1;
            sent = sendmsg(fd, &message, MSG_NOSIGNAL);
        }
    } while (sent < 0 && errno == EINTR);
    return avm_sk_result(sent);
}

VISIBLE int avm_sk_recv(int fd, char *to, int n)
{
    long got;
    do
        got = recv(fd, to, n, 0);
    while (got < 0 && errno == EINTR);
    return avm_sk_result(got);
}

/* One control message of inet's format: option, value (4 bytes); the bytes
   of it, or 0. */
static int avm_sk_put_control(int own, const unsigned char *from, int n,
                              struct msghdr *message)
{
    struct cmsghdr *control =
        (struct cmsghdr *)((char *)message->msg_control +
                           message->msg_controllen);
    int value, level, type;
    if (n < 5)
        return 0;
    value = from[1] << 24 | from[2] << 16 | from[3] << 8 | from[4];
    if (from[0] == 9) {
        level = IPPROTO_IP;
        type = IP_TOS;
    } else if (from[0] == 46) {
        level = IPPROTO_IP;
        type = IP_TTL;
#ifdef IPV6_TCLASS
    } else if (from[0] == 41) {
        level = IPPROTO_IPV6;
        type = IPV6_TCLASS;
#endif
    } else {
        return 0;
    }
    control->cmsg_level = level;
    control->cmsg_type = type;
    control->cmsg_len = CMSG_LEN(sizeof value);
    memcpy(CMSG_DATA(control), &value, sizeof value);
    message->msg_controllen += CMSG_SPACE(sizeof value);
    return 5;
}

/* To an address, or (size 0) where it is connected to. */
VISIBLE int avm_sk_sendto(int fd, int own, const char *address, int size,
                          const char *extra, int extras, const char *data,
                          long from, long n)
{
    union avm_sk_address to;
    union { char room[256]; struct cmsghdr header; } control;
    struct iovec part;
    struct msghdr message;
    int step, parsed;
    long sent;
    memset(&message, 0, sizeof message);
    memset(&control, 0, sizeof control);
    if (size > 0) {
        parsed = avm_sk_parse(own, address, size, &to);
        if (parsed < 0)
            return parsed;
        message.msg_name = &to;
        message.msg_namelen = parsed;
    }
    message.msg_control = control.room;
    while (extras > 0) {
        step = message.msg_controllen > 200 ? 0 : avm_sk_put_control(
            own, (const unsigned char *)extra, extras, &message);
        if (step == 0)
            return -EINVAL;
        extra += step;
        extras -= step;
    }
    if (message.msg_controllen == 0)
        message.msg_control = NULL;
    part.iov_base = (void *)(data + from);
    part.iov_len = n;
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    do
        sent = sendmsg(fd, &message, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return avm_sk_result(sent);
}

static int avm_sk_get_controls(struct msghdr *message, char *out)
{
    struct cmsghdr *control;
    int n = 0, value, code;
    for (control = CMSG_FIRSTHDR(message); control != NULL;
         control = CMSG_NXTHDR(message, control)) {
        value = 0;
        code = -1;
        if (control->cmsg_len >= CMSG_LEN(sizeof value))
            memcpy(&value, CMSG_DATA(control), sizeof value);
        else if (control->cmsg_len > CMSG_LEN(0))
            value = *(unsigned char *)CMSG_DATA(control);
        if (control->cmsg_level == IPPROTO_IP) {
            if (control->cmsg_type == IP_TOS)
                code = 9;
            else if (control->cmsg_type == IP_TTL)
                code = 46;
#ifdef IPV6_TCLASS
        } else if (control->cmsg_level == IPPROTO_IPV6) {
            if (control->cmsg_type == IPV6_TCLASS)
                code = 41;
            else if (control->cmsg_type == IPV6_HOPLIMIT)
                code = 46;
#endif
        }
        if (code < 0 || n > 200)
            continue;
        out[n] = (char)code;
        out[n + 1] = (char)(value >> 24);
        out[n + 2] = (char)(value >> 16);
        out[n + 3] = (char)(value >> 8);
        out[n + 4] = (char)value;
        n += 5;
    }
    return n;
}

/* out has 520 bytes: the address (sizes[0]), then, at 260, what else came with
   it (sizes[1]). */
VISIBLE int avm_sk_recvfrom(int fd, char *to, int n, char *out, int *sizes)
{
    union avm_sk_address address;
    union { char room[256]; struct cmsghdr header; } control;
    struct iovec part;
    struct msghdr message;
    long got;
    memset(&message, 0, sizeof message);
    memset(&address, 0, sizeof address);
    message.msg_name = &address;
    message.msg_namelen = sizeof address;
    message.msg_control = control.room;
    message.msg_controllen = sizeof control.room;
    part.iov_base = to;
    part.iov_len = n;
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    do
        got = recvmsg(fd, &message, 0);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return -errno;
    sizes[0] = avm_sk_show(&address, message.msg_namelen, out);
    sizes[1] = avm_sk_get_controls(&message, out + 260);
    return (int)got;
}

/* Bytes of a file to a socket, from an offset on. */
VISIBLE int avm_sk_sendfile(int fd, int file, long offset, long n)
{
    long sent;
#ifdef __linux__
    off_t place = offset;
    if (n > 0x10000000)
        n = 0x10000000;
    do
        sent = sendfile(fd, file, &place, n);
    while (sent < 0 && errno == EINTR);
    if (sent >= 0 || (errno != EINVAL && errno != ENOSYS))
        return avm_sk_result(sent);
#endif
    {
        char buffer[16384];
        if (n > (long)sizeof buffer)
            n = sizeof buffer;
        sent = pread(file, buffer, n, offset);
        if (sent > 0)
            return avm_sk_send(fd, "", 0, buffer, 0, sent);
        return avm_sk_result(sent);
    }
}
'''
