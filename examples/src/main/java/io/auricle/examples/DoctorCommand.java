package io.auricle.examples;

import picocli.CommandLine.Command;

@Command(name = "doctor", description = "x")
final class DoctorCommand implements Runnable {
    @Override
    public void run() {}
}
