package org.gridspace.benchmarks.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.gridspace.benchmarks.process.Supervised;
import org.gridspace.discovery.GridNetwork;

/** Main class of a process that sends back what it gets, with a thread a connection. Ends with its standard input. */
public final class EchoServer {
    private static final int BUFFER_BYTES = 4096;

    private EchoServer() {}

    /** Runs until then. */
    public static void main(String[] args) throws IOException {
        PrintStream out = System.out;
        Supervised.endWithInput(out);
        var listening = new ServerSocket(0, 128, InetAddress.getByName(GridNetwork.LOOPBACK));
        out.println("@ready " + GridNetwork.LOOPBACK + ":" + listening.getLocalPort());
        out.flush();
        while (!listening.isClosed()) {
            Socket socket = listening.accept();
            var thread = new Thread(() -> echo(socket, out), "gridspace-echo");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void echo(Socket socket, PrintStream out) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream from = socket.getInputStream();
            OutputStream to = socket.getOutputStream();
            var buffer = new byte[BUFFER_BYTES];
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                to.write(buffer, 0, read);
            }
        } catch (IOException e) {
            out.println("a connection ended: " + e);
        }
    }
}
