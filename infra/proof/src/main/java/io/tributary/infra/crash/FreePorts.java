package io.tributary.infra.crash;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds ports of the loopback interface on which no process listens. */
final class FreePorts {
  private FreePorts() {}

  /** Returns one port for each id from 1. */
  static SortedMap<Integer, Integer> of(int count) throws IOException {
    var ports = new TreeMap<Integer, Integer>();
    var held = new ArrayList<ServerSocket>();
    try {
      for (int id = 1; id <= count; id++) {
        // The sockets stay open until all ports are known, so that they differ.
        var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        held.add(socket);
        ports.put(id, socket.getLocalPort());
      }
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
    return ports;
  }
}
