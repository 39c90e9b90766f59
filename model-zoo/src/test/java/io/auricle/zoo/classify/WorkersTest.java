package io.auricle.zoo.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who waits for a worker, and where the work is done. Workers that are null stand for any. */
class WorkersTest {
    private final CountDownLatch taken = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @Test
    void waiting_for_a_worker_can_be_interrupted_and_leaves_the_flag() throws Exception {
        Workers<Workers.Closing> workers = new Workers<>("classifier", 1, () -> null);
        Thread holder = holder(workers);
        FutureTask<Boolean> waiter = new FutureTask<>(() -> {
            assertThatThrownBy(() -> workers.with(worker -> 1))
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("the thread was interrupted while it waited for a worker");
            return Thread.interrupted();
        });
        Thread thread = new Thread(waiter);
        thread.start();

        thread.interrupt();

        assertThat(waiter.get()).isTrue();
        release.countDown();
        holder.join();
        assertThat(workers.<Integer, RuntimeException>with(worker -> 2)).isEqualTo(2);
    }

    @Test
    void closing_by_an_interrupted_thread_does_not_wait_and_refuses_whoever_comes() throws Exception {
        Workers<Workers.Closing> workers = new Workers<>("classifier", 2, () -> null);
        Thread holder = holder(workers);

        Thread.currentThread().interrupt();
        workers.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThatThrownBy(() -> workers.with(worker -> 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a closed classifier must not be used");
        release.countDown();
        holder.join();
    }

    private Thread holder(Workers<Workers.Closing> workers) throws InterruptedException {
        Thread holder = new Thread(() -> workers.with(worker -> {
            taken.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return 0;
        }));
        holder.start();
        taken.await();
        return holder;
    }

    @Test
    void many_answers_are_made_in_order_and_not_in_the_common_pool() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        List<Integer> items = IntStream.range(0, 50).boxed().toList();

        List<Integer> answers = InOrder.map(items, 3, item -> {
            threads.add(Thread.currentThread());
            return 2 * item;
        });

        assertThat(answers).isEqualTo(items.stream().map(item -> 2 * item).toList());
        assertThat(threads).hasSizeLessThanOrEqualTo(3).noneMatch(ForkJoinWorkerThread.class::isInstance);
    }

    @Test
    void the_first_failure_of_many_is_thrown_as_it_is() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InOrder.map(List.of(1, 2), 2, item -> {
                    throw new IllegalArgumentException("item " + item);
                }))
                .withMessage("item 1");
    }

    @Test
    void waiting_for_many_answers_can_be_interrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> InOrder.map(List.of(1), 1, item -> {
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return item;
                }))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
