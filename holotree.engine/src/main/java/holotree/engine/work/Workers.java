package holotree.engine.work;

import holotree.api.error.InterruptedOperationException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/// The threads of one operation, so many and no more. Thread-safe.
///
/// Workers are never interrupted, since an interrupt would close files that others share; they look at
/// [#stopped] between two pieces of work.
public final class Workers implements AutoCloseable {

  private final String operation;
  private final int count;
  private final ExecutorService threads;
  private final AtomicBoolean stopped = new AtomicBoolean();

  /// Starts threads as they are needed.
  ///
  /// @param operation what they do, a verb, for messages
  /// @param count how many at most
  public Workers(String operation, int count) {
    this.operation = operation;
    this.count = count;
    this.threads =
        Executors.newFixedThreadPool(
            count, Thread.ofPlatform().daemon().name("holotree-" + operation + "-", 0).factory());
  }

  /// How many threads there are at most.
  public int count() {
    return count;
  }

  /// Whether work should end early: something failed or the caller was interrupted.
  public boolean stopped() {
    return stopped.get();
  }

  /// Hands in one piece of work.
  public <T> Future<T> submit(Callable<T> work) {
    return threads.submit(work);
  }

  /// Runs the same work on every thread and waits for all of them.
  ///
  /// @throws InterruptedOperationException if the calling thread is interrupted meanwhile
  @SuppressWarnings("ReferenceEquality") // one failure seen by two threads cannot suppress itself
  public void runOnAll(Runnable work) {
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      running.add(
          threads.submit(() -> {
            try {
              work.run();
            } catch (Throwable failed) {
              stopped.set(true);
              throw failed;
            }
          }));
    }
    RuntimeException first = null;
    for (Future<?> each : running) {
      try {
        await(each);
      } catch (RuntimeException failed) {
        stopped.set(true);
        if (first == null) {
          first = failed;
        } else if (first != failed) {
          first.addSuppressed(failed);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  /// Does work for each number, spread over the threads, and waits for all of it; once one fails, no more are
  /// begun.
  ///
  /// @param from the first number
  /// @param to behind the last one
  /// @throws InterruptedOperationException if the calling thread is interrupted meanwhile
  public void forEach(int from, int to, IntConsumer work) {
    AtomicInteger next = new AtomicInteger(from);
    runOnAll(() -> {
      for (int number = next.getAndIncrement();
          number < to && !stopped();
          number = next.getAndIncrement()) {
        work.accept(number);
      }
    });
    checkInterrupted();
  }

  /// Waits for a piece of work, to its end even if the calling thread is interrupted.
  ///
  /// @throws InterruptedOperationException once it has ended, if the thread was interrupted meanwhile
  public <T> T await(Future<T> work) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          T result = work.get();
          if (interrupted) {
            throw new InterruptedOperationException(operation);
          }
          return result;
        } catch (InterruptedException asked) {
          interrupted = true;
          stopped.set(true);
        }
      }
    } catch (ExecutionException failed) {
      stopped.set(true);
      throw unwrap(failed);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Ends early if the calling thread was interrupted.
  ///
  /// @throws InterruptedOperationException if so; the interrupt stays set
  public void checkInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      stopped.set(true);
      throw new InterruptedOperationException(operation);
    }
  }

  private static RuntimeException unwrap(ExecutionException failed) {
    return switch (failed.getCause()) {
      case RuntimeException cause -> cause;
      case Error cause -> throw cause;
      case null, default -> new IllegalStateException(failed.getCause());
    };
  }

  /// Lets what runs see [#stopped] and waits until every thread has ended, even if the calling thread
  /// is interrupted.
  @Override
  public void close() {
    stopped.set(true);
    threads.shutdown();
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        // ExecutorService.close would interrupt the threads.
        ended = threads.awaitTermination(1, TimeUnit.DAYS);
      } catch (InterruptedException asked) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
