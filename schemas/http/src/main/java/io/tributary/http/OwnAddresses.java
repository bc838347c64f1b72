package io.tributary.http;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The addresses of this machine, on which alone it can listen.
 *
 * @param all without link-local addresses; IPv4 before IPv6, and loopback addresses first in each
 */
record OwnAddresses(List<InetAddress> all) {
  OwnAddresses {
    all = List.copyOf(all);
  }

  /** Returns the current addresses; none if the system does not report them. */
  static OwnAddresses now() {
    try {
      return new OwnAddresses(
          NetworkInterface.networkInterfaces()
              .flatMap(NetworkInterface::inetAddresses)
              .filter(address -> !address.isLinkLocalAddress())
              .sorted(
                  Comparator.comparing((InetAddress address) -> address.getAddress().length)
                      .thenComparing(address -> !address.isLoopbackAddress()))
              .toList());
    } catch (SocketException e) {
      return new OwnAddresses(List.of());
    }
  }

  /**
   * Returns why a server cannot listen on a host; empty if the host is this machine, or if the
   * addresses of this machine are not known.
   *
   * @param flag the command line's name for the host
   */
  Optional<String> whyNotBindable(String flag, String host) {
    InetAddress[] meant;
    try {
      meant = InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      return Optional.of(flag + " must be this machine, but no machine is called " + host);
    }
    // A server socket binds to the first address.
    InetAddress first = meant[0];
    boolean always = first.isAnyLocalAddress() || first.isLoopbackAddress();
    if (all.isEmpty() || always || all.stream().anyMatch(first::equals)) {
      return Optional.empty();
    }
    String named = first.getHostAddress().equals(host) ? "" : " (" + first.getHostAddress() + ")";
    return Optional.of(
        flag + " must be an address of this machine, " + host + named + " is another's");
  }

  /** Returns the addresses for a message, without the names of interfaces. */
  String text() {
    return all.stream()
        .map(address -> address.getHostAddress().replaceFirst("%.*", ""))
        .collect(Collectors.joining(", "));
  }
}
