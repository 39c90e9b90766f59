package io.auricle.onednn.internal;

import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_set_data_handle;

import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.javacpp.Pointer;

/**
 * An array that oneDNN may read and write where it lies: in ND4J's memory or in an arena of ours. Nothing is copied.
 *
 * <p>The memory does not own its data: whoever runs a primitive on it keeps the data's owner reachable.
 */
public final class Memory extends NativeHandle<dnnl_memory> {
    private final MemoryDesc desc;
    private long address;

    private Memory(MemoryDesc desc, Pointer data) {
        super(create(desc, data), org.bytedeco.dnnl.global.dnnl::dnnl_memory_destroy);
        this.desc = desc;
        this.address = data.address();
    }

    /** Memory at an address in this process. */
    public static Memory at(long address, MemoryDesc desc) {
        return new Memory(desc, new Address(address));
    }

    /** Moves this memory to other data of the same description. */
    public void moveTo(long newAddress) {
        if (newAddress != address) {
            OneDnnException.check(
                    dnnl_memory_set_data_handle(pointer(), new Address(newAddress)), "memory_set_data_handle");
            address = newAddress;
        }
    }

    public MemoryDesc desc() {
        return desc;
    }

    public long address() {
        return address;
    }

    private static dnnl_memory create(MemoryDesc desc, Pointer data) {
        var memory = new dnnl_memory();
        OneDnnException.check(
                dnnl_memory_create(memory, desc.pointer(), Engine.get().pointer(), data), "memory_create");
        return memory;
    }

    /** A pointer to where somebody else's data lies. */
    private static final class Address extends Pointer {
        Address(long address) {
            super((Pointer) null);
            this.address = address;
        }
    }
}
