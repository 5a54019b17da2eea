//go:build linux && cgo

package main

import (
	"image/color"
	"math"
	"strconv"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// palette is told apart by people who do not see all colours, too (Okabe and Ito).
var palette = []color.Color{
	color.RGBA{R: 0, G: 114, B: 178, A: 255},
	color.RGBA{R: 230, G: 159, B: 0, A: 255},
	color.RGBA{R: 0, G: 158, B: 115, A: 255},
	color.RGBA{R: 204, G: 121, B: 167, A: 255},
	color.RGBA{R: 86, G: 180, B: 233, A: 255},
	color.RGBA{R: 213, G: 94, B: 0, A: 255},
}

const chartWidth, chartHeight = 22 * vg.Centimeter, 12 * vg.Centimeter

func newPlot(title string) *plot.Plot {
	p := plot.New()
	p.Title.Text = title
	p.Title.Padding = vg.Points(8)
	p.BackgroundColor = color.White
	p.Legend.Top = true
	p.Legend.Padding = vg.Points(2)
	return p
}

// A barChart has a group of bars for each name, one bar for each series, lying down so
// that long names can be read.
type barChart struct {
	title, unit string
	series      []string
	log         bool
	names       []string
	values      [][]float64 // by series
}

func (c *barChart) add(name string, values ...float64) {
	if c.values == nil {
		c.values = make([][]float64, len(c.series))
	}
	c.names = append(c.names, name)
	for i, v := range values {
		c.values[i] = append(c.values[i], v)
	}
}

func (c *barChart) draw(file string) (string, error) {
	p := newPlot(c.title)
	p.X.Label.Text = c.unit
	n := len(c.names)
	group := vg.Length(len(c.series))
	width := min((chartHeight-3*vg.Centimeter)/vg.Length(n)/(group+1), 14)
	longest := 1.0
	for i, values := range c.values {
		// The first name is to be on top.
		v := make(plotter.Values, n)
		for j := range values {
			v[n-1-j] = values[j]
			longest = max(longest, values[j])
		}
		bars, err := plotter.NewBarChart(v, width)
		if err != nil {
			return "", err
		}
		bars.Horizontal = true
		bars.LineStyle.Width = 0
		bars.Color = palette[i]
		bars.XMin = 0
		bars.Offset = ((group-1)/2 - vg.Length(i)) * width
		p.Add(fromOne{bars, c.log})
		p.Legend.Add(c.series[i], bars)
	}
	p.X.Min, p.X.Max = 0, longest*1.05
	if c.log {
		p.X.Scale, p.X.Tick.Marker, p.X.Min = plot.LogScale{}, logTicks{}, 1
	}
	names := make([]string, n)
	for i, name := range c.names {
		names[n-1-i] = name
	}
	p.NominalY(names...)
	// Room for the legend above the bars.
	p.Y.Max = float64(n) - .5 + .3*float64(group)
	height := max(chartHeight, vg.Length(n)*(group+1)*9)
	return c.title, p.Save(chartWidth, height, file)
}

// fromOne draws bars of a logarithmic axis: they cannot begin at zero.
type fromOne struct {
	*plotter.BarChart
	log bool
}

func (b fromOne) Plot(c draw.Canvas, p *plot.Plot) {
	if !b.log {
		b.BarChart.Plot(c, p)
		return
	}
	trX, trY := p.Transforms(&c)
	for i, v := range b.Values {
		y := trY(float64(i)) + b.Offset
		left, right := trX(p.X.Min), trX(max(v, p.X.Min))
		c.FillPolygon(b.Color, []vg.Point{
			{X: left, Y: y - b.Width/2},
			{X: right, Y: y - b.Width/2},
			{X: right, Y: y + b.Width/2},
			{X: left, Y: y + b.Width/2},
		})
	}
}

// A lineChart has a line for each name, over a logarithmic x axis.
type lineChart struct {
	title, x, y string
	logY        bool
	names       []string
	points      map[string]plotter.XYs
}

func (c *lineChart) add(name string, x, y float64) {
	if c.points == nil {
		c.points = map[string]plotter.XYs{}
	}
	if c.points[name] == nil {
		c.names = append(c.names, name)
	}
	c.points[name] = append(c.points[name], plotter.XY{X: x, Y: y})
}

func (c *lineChart) draw(file string) (string, error) {
	p := newPlot(c.title)
	p.X.Label.Text, p.Y.Label.Text = c.x, c.y
	p.X.Scale = plot.LogScale{}
	p.Legend.Left = true
	p.Legend.XOffs = vg.Points(8)
	var at valueTicks
	for i, name := range c.names {
		line, dots, err := plotter.NewLinePoints(c.points[name])
		if err != nil {
			return "", err
		}
		line.Color, line.Width = palette[i%len(palette)], vg.Points(1.5)
		dots.Color, dots.Shape, dots.Radius = palette[i%len(palette)], draw.CircleGlyph{}, vg.Points(2.5)
		p.Add(line, dots)
		p.Legend.Add(name, line, dots)
		if i == 0 {
			for _, xy := range c.points[name] {
				at = append(at, xy.X)
			}
		}
	}
	p.X.Tick.Marker = at
	grid := plotter.NewGrid()
	grid.Vertical.Width = 0
	p.Add(grid)
	if c.logY {
		p.Y.Scale, p.Y.Tick.Marker = plot.LogScale{}, logTicks{}
		p.Y.Max *= 10 // room for the legend
	} else {
		p.Y.Min = 0
		p.Y.Max *= 1.6
	}
	return c.title, p.Save(chartWidth, chartHeight, file)
}

// valueTicks are marks at the values that were measured.
type valueTicks []float64

func (t valueTicks) Ticks(_, _ float64) []plot.Tick {
	ticks := make([]plot.Tick, len(t))
	for i, v := range t {
		ticks[i] = plot.Tick{Value: v, Label: strconv.FormatFloat(v, 'f', -1, 64)}
	}
	return ticks
}

// logTicks are marks at 1, 2 and 5 of each power of ten.
type logTicks struct{}

func (logTicks) Ticks(low, high float64) (ticks []plot.Tick) {
	for power := math.Floor(math.Log10(max(low, 1e-3))); ; power++ {
		for _, digit := range []float64{1, 2, 5} {
			v := digit * math.Pow(10, power)
			if !(v <= high) {
				return ticks
			}
			if v >= low {
				ticks = append(ticks, plot.Tick{Value: v, Label: strconv.FormatFloat(v, 'f', -1, 64)})
			}
		}
	}
}
