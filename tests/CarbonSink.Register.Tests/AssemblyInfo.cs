using Xunit;

// Histories use every processor, and kill, disk and server tests wait for storage: side by side they would starve each other's servers and writers.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
