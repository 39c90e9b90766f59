package io.auricle.onednn.internal;

import static org.bytedeco.dnnl.global.dnnl.dnnl_invalid_arguments;
import static org.bytedeco.dnnl.global.dnnl.dnnl_out_of_memory;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;
import static org.bytedeco.dnnl.global.dnnl.dnnl_unimplemented;

/** oneDNN refused a call. */
public final class OneDnnException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    private OneDnnException(String call, int status) {
        super("oneDNN answered " + name(status) + " to " + call);
        this.status = status;
    }

    /** Throws unless the status is success. */
    public static void check(int status, String call) {
        if (status != dnnl_success) {
            throw new OneDnnException(call, status);
        }
    }

    /** Whether oneDNN has no implementation of what was asked for on this processor. */
    public boolean isUnimplemented() {
        return status == dnnl_unimplemented;
    }

    private static String name(int status) {
        if (status == dnnl_out_of_memory) {
            return "out of memory";
        }
        if (status == dnnl_invalid_arguments) {
            return "invalid arguments";
        }
        return status == dnnl_unimplemented ? "unimplemented" : "status " + status;
    }
}
