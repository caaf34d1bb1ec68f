var app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/", () => "Candour");
app.Run();
