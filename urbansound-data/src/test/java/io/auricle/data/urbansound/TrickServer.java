package io.auricle.data.urbansound;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A web server on this machine that misbehaves as it is told, one trick per request; the last trick repeats. */
final class TrickServer implements Closeable {
    /** Answers a request. */
    interface Trick {
        void answer(long from, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket socket;
    private final List<Trick> tricks;
    private final List<Long> starts = Collections.synchronizedList(new ArrayList<>());

    TrickServer(Trick... tricks) throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.tricks = List.of(tricks);
        Thread thread = new Thread(this::serve, "trick-server");
        thread.setDaemon(true);
        thread.start();
    }

    URI url() {
        return URI.create(
                "http://" + socket.getInetAddress().getHostAddress() + ":" + socket.getLocalPort() + "/archive");
    }

    /** The first byte that each request asked for. */
    List<Long> starts() {
        return List.copyOf(starts);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                Thread thread = new Thread(() -> answer(connection), "trick-answer");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void answer(Socket connection) {
        try (connection) {
            long from = 0;
            BufferedReader request =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
            for (String line = request.readLine(); line != null && !line.isEmpty(); line = request.readLine()) {
                if (line.startsWith("Range: bytes=")) {
                    from = Long.parseLong(line.substring("Range: bytes=".length(), line.length() - 1));
                }
            }
            starts.add(from);
            tricks.get(Math.min(starts.size(), tricks.size()) - 1).answer(from, connection.getOutputStream());
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt(); // the client went away
        }
    }

    /** Answers as a good server does. */
    static Trick serve(byte[] content) {
        return cut(content, content.length);
    }

    /** Gives some bytes of what it announced and hangs up. */
    static Trick cut(byte[] content, int bytes) {
        return (from, out) -> {
            head(out, content.length, from);
            out.write(content, (int) from, (int) Math.min(bytes, content.length - from));
            out.flush();
        };
    }

    /** Gives some bytes and then nothing, until its thread ends with the test. */
    static Trick stall(byte[] content, int bytes) {
        return (from, out) -> {
            cut(content, bytes).answer(from, out);
            new CountDownLatch(1).await();
        };
    }

    /** Answers every request with the whole, as servers without ranges do. */
    static Trick ignoreRanges(byte[] content) {
        return (from, out) -> serve(content).answer(0, out);
    }

    static Trick status(int status) {
        return raw("HTTP/1.1 " + status + " Trick\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }

    static Trick raw(String head, byte... body) {
        return (from, out) -> {
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            out.flush();
        };
    }

    private static void head(OutputStream out, long length, long from) throws IOException {
        String head = from == 0
                ? "HTTP/1.1 200 OK\r\nContent-Length: " + length
                : "HTTP/1.1 206 Partial Content\r\nContent-Length: " + (length - from) + "\r\nContent-Range: bytes "
                        + from + "-" + (length - 1) + "/" + length;
        out.write((head + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] tail(byte[] content, int from) {
        return Arrays.copyOfRange(content, from, content.length);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
