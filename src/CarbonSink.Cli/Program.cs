using CarbonSink.Cli;

return Shell.Run(args);
