package io.auricle.examples.serve;

import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Promise;

/** Takes the sound out of a request: the body itself, or the one file of a form. It stays in memory, and no name in it is used. */
final class Uploads {

    private static final Duration DISCARD_AT_MOST = Duration.ofSeconds(2);
    private static final int DISCARD_BLOCK = 1 << 16;
    private static final int MAX_PARTS = 8;
    private static final int MAX_PART_HEADERS = 4096;

    private final int maxBytes;

    Uploads(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Reads a request's sound.
     *
     * @return its bytes
     * @throws Refusal if there is none, too much, or it comes too slowly
     */
    InputStream read(Context ctx, Deadline deadline) throws IOException {
        if (ctx.req().getContentLengthLong() > maxBytes) {
            throw tooLarge();
        }
        byte[] body = body(ctx, deadline);
        if (body.length > maxBytes) {
            throw tooLarge();
        }
        String type = ctx.contentType();
        boolean form = type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
        if (form) {
            return file(body, type);
        }
        checkFilled(body.length);
        return new ByteArrayInputStream(body);
    }

    private static void checkFilled(long bytes) {
        if (bytes == 0) {
            throw Refusal.of(Refusal.BAD_REQUEST, "the upload must hold a sound file, got 0 bytes");
        }
    }

    private byte[] body(Context ctx, Deadline deadline) throws IOException {
        try (InputStream in = new Patient(ctx.req().getInputStream(), deadline)) {
            return in.readNBytes(maxBytes + 1);
        } catch (IOException e) {
            if (e.getCause() instanceof TimeoutException) { // Jetty's, for a client that sends nothing at all
                throw deadline.lateUpload();
            }
            throw e;
        }
    }

    private Refusal tooLarge() {
        return Refusal.of(Refusal.TOO_LARGE, "the upload must have at most %d bytes, got more", maxBytes);
    }

    private static InputStream file(byte[] body, String type) {
        MultiPartFormData.Parser parser = new MultiPartFormData.Parser(boundary(type));
        parser.setMaxParts(MAX_PARTS);
        parser.setPartHeadersMaxLength(MAX_PART_HEADERS);
        parser.setMaxMemoryFileSize(-1); // no file is ever written
        parser.setUseFilesForPartsWithoutFileName(false);
        try {
            // The parts view the body: they need no release of their own.
            return sound(parts(parser, body));
        } catch (CompletionException | IllegalArgumentException | IllegalStateException e) {
            throw Refusal.of(
                    Refusal.BAD_REQUEST, "the form must be multipart/form-data as RFC 7578 says, got %s", text(e));
        }
    }

    private static MultiPartFormData.Parts parts(MultiPartFormData.Parser parser, byte[] body) {
        CompletableFuture<MultiPartFormData.Parts> parsed = new CompletableFuture<>();
        parser.parse(Content.Source.from(ByteBuffer.wrap(body)), new Promise.Invocable<>() {
            @Override
            public void succeeded(MultiPartFormData.Parts parts) {
                parsed.complete(parts);
            }

            @Override
            public void failed(Throwable problem) {
                parsed.completeExceptionally(problem);
            }
        });
        return parsed.join(); // all of it is here: the parser is done when it returns
    }

    private static String boundary(String type) {
        String boundary = MultiPart.extractBoundary(type);
        if (boundary == null || boundary.isEmpty()) {
            throw Refusal.of(Refusal.BAD_REQUEST, "Content-Type must name the form's boundary, got none");
        }
        return boundary;
    }

    private static InputStream sound(MultiPartFormData.Parts parts) {
        MultiPart.Part found = null;
        for (MultiPart.Part part : parts) {
            if (part.getFileName() != null || "file".equals(part.getName())) {
                if (found != null) {
                    throw Refusal.of(Refusal.BAD_REQUEST, "the form must hold one file, got more");
                }
                found = part;
            }
        }
        if (found == null) {
            throw Refusal.of(Refusal.BAD_REQUEST, "the form must hold one file, got none");
        }
        checkFilled(found.getLength());
        return Content.Source.asInputStream(found.getContentSource());
    }

    private static String text(Throwable problem) {
        Throwable cause =
                problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** Reads on without keeping, for a while: a client that is still sending would never see the answer otherwise. */
    static void discard(Context ctx) {
        Deadline deadline = Deadline.in(DISCARD_AT_MOST);
        try {
            InputStream in = ctx.req().getInputStream();
            byte[] block = new byte[DISCARD_BLOCK];
            while (!deadline.isOver() && in.read(block) >= 0) {
                // gone
            }
        } catch (IOException e) {
            return; // the client is gone: nobody is left to answer
        }
    }

    /** Gives up on a body that trickles in. */
    private static final class Patient extends FilterInputStream {

        private final Deadline deadline;

        Patient(InputStream in, Deadline deadline) {
            super(in);
            this.deadline = deadline;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            deadline.checkUpload();
            return super.read(into, offset, length);
        }

        @Override
        public void close() {
            // the rest may have to be discarded
        }
    }
}
